'use strict';
require('./core/runtime/require-node-version.js');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/plain-globals-environment.js',
  testEnvironmentOptions: { customExportConditions: ['cdk8s-claims-source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // `*.soak.test.ts` repeats, many times over, what other tests show once: `npm run test:soak`.
  testPathIgnorePatterns: [
    '/node_modules/',
    '\\.soak\\.test\\.ts$',
    '<rootDir>/test/e2e/',
    '<rootDir>/build/',
    '<rootDir>/dist/',
  ],
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/', '<rootDir>/test/fixtures/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: false }, keepClassNames: true },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  setupFiles: ['<rootDir>/test/hermetic-environment.ts'],
  maxWorkers: 2,
  // A suite leaves memory behind in its worker, and starting Git from a large process takes ten times as long.
  workerIdleMemoryLimit: '220MB',
  // Tests that start real programs take their time on a busy machine; none of them waits for time to pass.
  testTimeout: 60_000,
};
