'use strict';
const { join } = require('node:path');
const { buildSync } = require('esbuild');
const { writeLicences } = require('./write-licences');

/** Puts the client of GitHub into the file that the compiler wrote for it, with the licences of what is in it beside it. */
const root = join(__dirname, '..');
const folder = join(root, 'build', 'gitops', 'forge', 'github');
const { metafile } = buildSync({
  entryPoints: [join(__dirname, 'forge', 'github', 'octokit.ts')],
  outfile: join(folder, 'octokit.js'),
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  minifySyntax: true,
  minifyWhitespace: process.env.CLAIMS_BUNDLE !== 'readable',
  legalComments: 'eof',
  absWorkingDir: root,
  logLevel: 'warning',
  metafile: true,
});
writeLicences(root, Object.keys(metafile.inputs), folder);
