'use strict';
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * Writes the licences of what is in a bundle beside it: they ask for their text with every copy.
 *
 * @param inputs - paths of everything in the bundle, as its metafile names them
 */
exports.writeLicences = (root, inputs, folder) => {
  const packages = new Set();
  for (const input of inputs) {
    const found = /^(.*\/)?node_modules\/(@[^/]+\/[^/]+|[^/]+)\//.exec(input)?.[0];
    if (found !== undefined) packages.add(found);
  }
  const texts = [...packages].sort().map((name) => licenceOf(join(root, name)));
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
};

function licenceOf(path) {
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const licence = readdirSync(path).find((each) => /^licen[cs]e/i.test(each));
  const text = licence === undefined ? '' : readFileSync(join(path, licence), 'utf8').trim();
  return `${name} ${version} (${license ?? 'no licence named'})\n\n${text}\n`;
}
