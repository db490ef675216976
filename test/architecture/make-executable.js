'use strict';
const { chmodSync } = require('node:fs');
const { join } = require('node:path');

// npm sets the run bit of `bin` only when it links the package elsewhere; `npx claims` in the package's own root needs it too.
for (const file of [
  'cli/main.js',
  'cli/originals/machinery-registry-api.js',
  'cli/originals/machinery-status-collector.js',
]) {
  chmodSync(join(__dirname, '../../build', file), 0o755);
}
