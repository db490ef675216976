'use strict';
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** The compiler leaves out files that are not TypeScript: the files by which Pulumi knows a program and a policy pack. In the build they name what was compiled. */
const FILES = ['pulumi/program/Pulumi.yaml', 'pulumi/policy/PulumiPolicy.yaml'];
const build = join(__dirname, '..', '..', 'build', 'collector', 'deploy');

/** Pulumi asks for the version of a policy pack, and takes the folder's own package for it. */
const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
const PACK = { name: 'cdk8s-claims-policy', version, private: true, main: 'index.js' };

for (const file of FILES) {
  const target = join(build, file);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(
    target,
    readFileSync(join(__dirname, file), 'utf8').replace(/^main: index\.ts$/m, 'main: index.js'),
  );
}
writeFileSync(join(build, 'pulumi/policy/package.json'), `${JSON.stringify(PACK, null, 2)}\n`);
