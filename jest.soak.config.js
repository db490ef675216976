'use strict';
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const base = require('./jest.config.js');

process.env.CLAIMS_SOAK = '1';

/** Soak tests, and every other test outside of `test/e2e` that takes its number of runs from `test/runs.ts`. */
function soakTests() {
  const folder = join(__dirname, 'test');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.test.ts') && !file.startsWith('e2e'))
    .filter((file) => /\bruns\(/.test(readFileSync(join(folder, file), 'utf8')))
    .map((file) => `<rootDir>/test/${file}`);
}

/** The same property and fault-plan tests with many times the runs (`test/runs.ts` reads CLAIMS_SOAK). @type {import('jest').Config} */
module.exports = {
  ...base,
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/build/', '<rootDir>/dist/'],
  testMatch: ['<rootDir>/test/**/*.property.test.ts', '<rootDir>/test/**/*.soak.test.ts', ...soakTests()],
  testTimeout: 10_800_000,
};
