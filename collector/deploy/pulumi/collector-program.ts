import { type ComponentResourceOptions, RunError } from '@pulumi/pulumi';
import type { Issue } from '../../../core/issue';
import { type DecidedProgram, decideProgram, HUB } from '../program/decide-program';
import { ClusterInformer } from './cluster-informer';
import { clusterProvider } from './cluster-provider';
import { CollectorHub } from './collector-hub';
import { stackConfig } from './stack-config';
import { withoutWait } from './without-wait';

/**
 * One hub and its clusters, as the stack's configuration says under `hub`, `clusters`, `access`, `tokens`, `kubeconfigs`, `secrets`
 * and `wait`. All of it is checked before the first resource. A program of Pulumi is `export = collectorProgram;`.
 *
 * @returns the outputs of the stack
 * @throws RunError with every problem, a line each
 */
export function collectorProgram(): Promise<Readonly<Record<string, unknown>>> {
  const decided = decideProgram(stackConfig());
  if ('issues' in decided) return Promise.reject(new RunError(problems(decided.issues)));
  return Promise.resolve(deploy(decided));
}

function deploy({ deployment, access, kubeconfigs, secrets, wait }: DecidedProgram): Record<string, unknown> {
  const at = (cluster: string): ComponentResourceOptions => {
    const said = Object.hasOwn(access, cluster) ? access[cluster] : undefined;
    const provider = clusterProvider(cluster, said, kubeconfigs);
    return provider === undefined ? {} : { provider };
  };
  const common = { secrets, ...(!wait && { transforms: { all: withoutWait } }) };
  const hub = new CollectorHub(HUB, { hub: deployment.hub, ...common }, at(HUB));
  const { namespace } = hub.nodes;
  for (const informer of deployment.clusters) {
    const { name } = informer;
    // It may be the hub's own namespace, in the same cluster.
    const needs = namespace === undefined ? {} : { dependsOn: [namespace] };
    new ClusterInformer(`informer-${name}`, { informer, ...common }, { ...at(name), ...needs });
  }
  return { namespace: deployment.hub.namespace, clusters: deployment.clusters.map(({ name }) => name) };
}

function problems(issues: readonly Issue[]): string {
  const lines = issues.map(({ message, hint }) => `- ${message}${hint === undefined ? '' : ` (${hint})`}`);
  return `the configuration of the stack is wrong, nothing was made:\n${lines.join('\n')}`;
}
