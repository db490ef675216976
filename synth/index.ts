export * from '../constructs/index';
