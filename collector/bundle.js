'use strict';
const { join } = require('node:path');
const { buildSync } = require('esbuild');

/**
 * Bundles the services into the files that the compiler wrote for their entry points: an author who installs the package gets no library of a server, and a container needs one
 * file and Node. The thread of the store is a file of its own beside its service.
 */
const root = join(__dirname, '..');
const build = join(root, 'build', 'collector');

for (const [entry, file] of [
  ['serve-collector.ts', 'serve-collector.js'],
  ['serve-informer.ts', 'serve-informer.js'],
  ['store/sqlite/sqlite-worker.ts', 'sqlite-worker.js'],
]) {
  buildSync({
    entryPoints: [join(__dirname, entry)],
    outfile: join(build, file),
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: process.env.CLAIMS_BUNDLE !== 'readable',
    legalComments: 'eof',
    conditions: ['cdk8s-claims-source'],
    external: ['pg-native'],
    absWorkingDir: root,
    logLevel: 'warning',
  });
}
