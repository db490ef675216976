'use strict';
// npm sets the run bit of `bin` only when it links the package elsewhere; `npx claims` in the package's own root needs it too.
require('node:fs').chmodSync(require('node:path').join(__dirname, '../../build/cli/main.js'), 0o755);
