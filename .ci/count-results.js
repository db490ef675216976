'use strict';
// Adds up the JSON results of test runs and prints the one line that says how it went.
const { readFileSync } = require('node:fs');

const [failedSteps, ...files] = process.argv.slice(2);
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const file of files) {
  const result = JSON.parse(readFileSync(file, 'utf8'));
  sum.passed += result.numPassedTests;
  sum.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  sum.skipped += result.numPendingTests + result.numTodoTests;
}
// A failed step without a failed test (types, lint, install) still is a failure.
if (failedSteps !== '0' && sum.failed === 0) sum.failed = 1;
process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`);
process.exitCode = failedSteps === '0' && sum.failed === 0 && sum.passed > 0 ? 0 : 1;
