export { collectorProgram } from './pulumi/collector-program';
export type { Nodes } from './pulumi/realise';
export type { SecretValues } from './pulumi/secret-values';
export type { Realised, Transform, Transforms } from './pulumi/transform';
