'use strict';
const base = require('./jest.config.js');

process.env.CLAIMS_SOAK = '1';

/** The same property and fault-plan tests with ten times the runs (`test/runs.ts` reads CLAIMS_SOAK). @type {import('jest').Config} */
module.exports = {
  ...base,
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/build/', '<rootDir>/dist/'],
  testMatch: ['<rootDir>/test/**/*.property.test.ts', '<rootDir>/test/**/*.soak.test.ts'],
  testTimeout: 10_800_000,
};
