'use strict';
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

/**
 * Bundles the services into the files that the compiler wrote for their entry points: an author who installs the package gets no library of a server, and a container needs one
 * file and Node. The thread of the store is a file of its own beside its service.
 */
const root = join(__dirname, '..');
const build = join(root, 'build', 'collector');

const bundled = new Set();
for (const [entry, file] of [
  ['serve-collector.ts', 'serve-collector.js'],
  ['serve-informer.ts', 'serve-informer.js'],
  ['serve-registry.ts', 'serve-registry.js'],
  ['store/sqlite/sqlite-worker.ts', 'sqlite-worker.js'],
]) {
  const { metafile } = buildSync({
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
    metafile: true,
  });
  for (const input of Object.keys(metafile.inputs)) {
    const name = /^(.*\/)?node_modules\/(@[^/]+\/[^/]+|[^/]+)\//.exec(input)?.[0];
    if (name !== undefined) bundled.add(name);
  }
}

/** The licences of what is bundled ask for their text beside every copy. */
const texts = [...bundled].sort().map((folder) => {
  const path = join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const file = readdirSync(path).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? '' : readFileSync(join(path, file), 'utf8').trim();
  return `${name} ${version} (${license ?? 'no licence named'})\n\n${text}\n`;
});
if (texts.length > 0)
  writeFileSync(join(build, 'THIRD-PARTY-LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
