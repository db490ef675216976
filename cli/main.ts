#!/usr/bin/env node
import '../core/runtime/require-node-version.js';
import { keepCompiledCode } from './keep-compiled-code';
import { printsVersion } from './print-version';

// What a run needs takes longer to load than Node itself: the version is told without it.
if (!printsVersion(process.argv.slice(2))) {
  // Before anything else is loaded: only what comes after it is kept.
  keepCompiledCode(process.env);
  require('./start');
}
