export * from '../constructs/index';
export { ClaimApp, type ClaimAppProps } from './app/claim-app';
