'use strict';
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

/** Puts the client of GitHub into the file that the compiler wrote for it, with the licences of what is in it beside it. */
const root = join(__dirname, '..');
const file = join(root, 'build', 'gitops', 'forge', 'github', 'octokit.js');
const { metafile } = buildSync({
  entryPoints: [join(__dirname, 'forge', 'github', 'octokit.ts')],
  outfile: file,
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

const folders = new Set();
for (const input of Object.keys(metafile.inputs)) {
  const folder = /^(.*\/)?node_modules\/(@[^/]+\/[^/]+|[^/]+)\//.exec(input)?.[0];
  if (folder !== undefined) folders.add(folder);
}
const texts = [...folders].sort().map((folder) => {
  const path = join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const licence = readdirSync(path).find((each) => /^licen[cs]e/i.test(each));
  const text = licence === undefined ? '' : readFileSync(join(path, licence), 'utf8').trim();
  return `${name} ${version} (${license ?? 'no licence named'})\n\n${text}\n`;
});
writeFileSync(join(file, '..', 'THIRD-PARTY-LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
