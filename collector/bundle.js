'use strict';
const { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

/**
 * Bundles the services into one file: an author who installs the package gets no library of a server, and a container needs that file and Node. Each service loads only its own part of it; the
 * entry points that the compiler wrote lead there. The thread of the store is a file of its own beside it.
 */
const root = join(__dirname, '..');
const build = join(root, 'build', 'collector');
const { version: ownVersion } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** Function that runs a service, by its entry point; the last one is what an image runs, and takes the name of the service. */
const SERVICES = {
  'serve-collector': 'serveCollector',
  'serve-informer': 'serveInformer',
  'serve-registry': 'serveRegistry',
  'serve-main': 'serveMain',
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
    define: { CLAIMS_VERSION: JSON.stringify(ownVersion) },
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
writeFileSync(
  join(build, 'serve-main.js'),
  `#!/usr/bin/env node
'use strict';
const { argv, env } = process;
const complain = (line) => process.stderr.write(\`\${line}\\n\`);
require('./services.js')
  .serveMain({ args: argv.slice(2), env, cwd: process.cwd(), signals: process, complain })
  .then((code) => process.exit(code));
`,
);
if (size > LARGEST) throw new Error(`the services are ${size} bytes, more than ${LARGEST}`);

/** The licences of what is bundled ask for their text beside every copy. */
const libraries = [...bundled].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  return { path: join(root, folder), name, version, license };
});
const texts = libraries.map(({ path, name, version, license }) => {
  const file = readdirSync(path).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? '' : readFileSync(join(path, file), 'utf8').trim();
  return `${name} ${version} (${license ?? 'no licence named'})\n\n${text}\n`;
});
if (texts.length > 0)
  writeFileSync(join(build, 'THIRD-PARTY-LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));

/** What is in the bundle and in no package.json of whoever installs it (CycloneDX 1.5, https://cyclonedx.org/docs/1.5/json/). */
const purl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
const component = (type, { name, version, license }) => ({
  type,
  'bom-ref': purl(name, version),
  name,
  version,
  purl: purl(name, version),
  ...(license !== undefined && {
    licenses: [/[ (]/.test(license) ? { expression: license } : { license: { id: license } }],
  }),
});
const { name, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const sbom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { component: component('application', { name, version: ownVersion, license }) },
  // The same library may stand in two places of node_modules.
  components: [
    ...new Map(libraries.map((one) => [purl(one.name, one.version), component('library', one)])).values(),
  ],
};
writeFileSync(join(build, 'sbom.cdx.json'), `${JSON.stringify(sbom, null, 1)}\n`);

/** What makes images of it: they stand beside the bundle in the package. */
const images = join(build, 'deploy', 'image');
mkdirSync(images, { recursive: true });
for (const file of readdirSync(join(__dirname, 'deploy', 'image'))) {
  copyFileSync(join(__dirname, 'deploy', 'image', file), join(images, file));
}
