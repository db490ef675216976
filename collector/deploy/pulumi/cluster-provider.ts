import { Provider } from '@pulumi/kubernetes';
import { type Input, type Output, type ProviderResource, secret, StackReference } from '@pulumi/pulumi';
import type { ClusterAccess } from '../program/cluster-access';

/** Kubeconfigs of the stack's configuration, by name of the cluster. */
export type Kubeconfigs = Readonly<Record<string, Input<string>>>;

/**
 * The provider that reaches a cluster. A kubeconfig is a secret of the stack, wherever it comes from: without that the state would
 * hold it in plain.
 *
 * @returns `undefined` where nothing is said: the ambient kubeconfig and its current context
 */
export function clusterProvider(
  name: string,
  access: ClusterAccess | undefined,
  kubeconfigs: Kubeconfigs,
): ProviderResource | undefined {
  const own = Object.hasOwn(kubeconfigs, name) ? kubeconfigs[name] : undefined;
  if (access === undefined && own === undefined) return undefined;
  const { context, stack, output: field = 'kubeconfig' } = access ?? {};
  const kubeconfig = stack === undefined ? own : ofStack(stack, field);
  return new Provider(`cluster-${name}`, {
    ...(context !== undefined && { context }),
    ...(kubeconfig !== undefined && { kubeconfig: secret(kubeconfig) }),
  });
}

/** Some stacks export the text, others the object. */
function ofStack(stack: string, field: string): Input<string> {
  const value = new StackReference(stack).requireOutput(field) as Output<unknown>;
  return value.apply((config) => (typeof config === 'string' ? config : JSON.stringify(config)));
}
