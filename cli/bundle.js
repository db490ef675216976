'use strict';
const { copyFileSync } = require('node:fs');
const { join, relative, resolve, sep } = require('node:path');
const { build } = require('esbuild');
const { writeLicences } = require('../gitops/write-licences');

/**
 * Puts the command line into the two files that the compiler wrote for its start: to look up and read seven hundred modules takes longer
 * than most commands. What a command needs is still run by that command alone.
 */
const root = join(__dirname, '..');
const folder = join(root, 'build', 'cli');
/** Bundles of their own, from which only some commands load something. */
const APART = /^(?:collector\/serve-\w+|gitops\/forge\/github\/octokit|cli\/start)$/;

const slashes = (path) => path.split(sep).join('/');

const apart = {
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
      const file = slashes(relative(root, resolve(resolveDir, path)));
      if (!APART.test(file)) return undefined;
      const from = slashes(relative(folder, join(root, 'build', file)));
      return { path: from.startsWith('.') ? `${from}.js` : `./${from}.js`, external: true };
    });
  },
};

async function bundle(name, target) {
  const { metafile } = await build({
    entryPoints: [join(__dirname, `${name}.ts`)],
    outfile: join(folder, `${name}.js`),
    bundle: true,
    platform: 'node',
    target,
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: process.env.CLAIMS_BUNDLE !== 'readable',
    legalComments: 'eof',
    conditions: ['cdk8s-claims-source'],
    // They are the author's own.
    external: ['cdk8s', 'constructs', '@pulumi/*'],
    plugins: [apart],
    absWorkingDir: root,
    logLevel: 'warning',
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}

async function bundleAll() {
  // A Node that is too old has to read the file that says so.
  const inputs = await Promise.all([bundle('main', 'node12'), bundle('start', 'node22')]);
  writeLicences(root, inputs.flat(), folder);
  // Found beside the code that asks for it.
  copyFileSync(join(__dirname, 'program', 'own-packages.js'), join(folder, 'own-packages.js'));
}

bundleAll().catch((error) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
