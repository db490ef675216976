'use strict';
// Loaded by Node into an author's program (`--require`): a project that has not been installed finds this package and
// its peers where the command line has them. Whatever the project has itself comes first.
const { createRequire, registerHooks } = require('node:module');
const { pathToFileURL } = require('node:url');

const OWN = /^(?:cdk8s-claims|cdk8s|constructs)(?:\/|$)/;
const NOT_FOUND = new Set(['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND']);
const own = createRequire(__filename);
// Our own look-up comes through the hook too.
let looking = false;

registerHooks({
  resolve(specifier, context, nextResolve) {
    try {
      return nextResolve(specifier, context);
    } catch (error) {
      if (looking || !OWN.test(specifier) || !NOT_FOUND.has(error.code)) throw error;
      looking = true;
      try {
        return { url: pathToFileURL(own.resolve(specifier)).href, shortCircuit: true };
      } catch {
        // The error of the program's own look-up names the place where it is imported.
        throw error;
      } finally {
        looking = false;
      }
    }
  },
});
