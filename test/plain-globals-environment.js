'use strict';
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest's environment for Node with two of its costs left out. Its global object is a proxy, through which goes every look at `Map`,
 * `Object` or `JSON`; here it is a plain one. And it keeps a hundred frames of every error, also of those that `expect` makes and
 * never throws. A property test takes a third less.
 */
module.exports = class PlainGlobalsEnvironment extends TestEnvironment {
  constructor(...given) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(...given);
    } finally {
      vm.createContext = createContext;
    }
    this.global.Error.stackTraceLimit = 20;
  }
};
