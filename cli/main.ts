#!/usr/bin/env node
require('../core/runtime/require-node-version.js');
