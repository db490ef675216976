export { ClusterInformer, type ClusterInformerArgs, type InformerInput } from './pulumi/cluster-informer';
export { CollectorHub, type CollectorHubArgs, type HubInput } from './pulumi/collector-hub';
export { collectorProgram } from './pulumi/collector-program';
export type { Nodes } from './pulumi/realise';
export type { SecretValues } from './pulumi/secret-values';
export type { Realised, Transform, Transforms } from './pulumi/transform';
