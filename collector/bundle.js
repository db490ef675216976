'use strict';
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

/**
 * Bundles the services into one file: an author who installs the package gets no library of a server, and a container needs that file and Node. Each service loads only its own part of it; the
 * entry points that the compiler wrote lead there. The thread of the store is a file of its own beside it.
 */
const root = join(__dirname, '..');
const build = join(root, 'build', 'collector');
/** Function that runs a service, by its entry point. */
const SERVICES = {
  'serve-collector': 'serveCollector',
  'serve-informer': 'serveInformer',
  'serve-registry': 'serveRegistry',
};
/** Most bytes of all that is bundled: it is in everybody's node_modules. */
const LARGEST = 6 * 2 ** 20;

const bundled = new Set();
let size = 0;

function bundle(input, file) {
  const { metafile } = buildSync({
    ...input,
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
  for (const { bytes } of Object.values(metafile.outputs)) size += bytes;
  for (const path of Object.keys(metafile.inputs)) {
    const name = /^(.*\/)?node_modules\/(@[^/]+\/[^/]+|[^/]+)\//.exec(path)?.[0];
    if (name !== undefined) bundled.add(name);
  }
}

// Getters: what one service needs is loaded for it alone.
const parts = Object.entries(SERVICES).map(
  ([entry, name]) => `get ${name}() { return require('./${entry}').${name}; }`,
);
const contents = `module.exports = { ${parts.join(', ')} };`;
bundle({ stdin: { contents, resolveDir: __dirname, sourcefile: 'services.js' } }, 'services.js');
bundle({ entryPoints: [join(__dirname, 'store/sqlite/sqlite-worker.ts')] }, 'sqlite-worker.js');
for (const entry of Object.keys(SERVICES)) {
  writeFileSync(join(build, `${entry}.js`), "'use strict';\nmodule.exports = require('./services.js');\n");
}
if (size > LARGEST) throw new Error(`the services are ${size} bytes, more than ${LARGEST}`);

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
