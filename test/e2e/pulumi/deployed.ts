import { createHash } from 'node:crypto';
import { type ComponentResourceOptions, secret } from '@pulumi/pulumi';
import { Provider } from '@pulumi/kubernetes';
import type { PulumiFn } from '@pulumi/pulumi/automation';
import { deploymentConfig } from '../../../collector/deploy/config/deployment-config';
import { ClusterInformer } from '../../../collector/deploy/pulumi/cluster-informer';
import { CollectorHub } from '../../../collector/deploy/pulumi/collector-hub';
import { withoutWait } from '../../../collector/deploy/pulumi/without-wait';
import type { Transform, Transforms } from '../../../collector/deploy/pulumi/transform';
import type { Cluster } from '../../fixtures/cluster/cluster';

export const IMAGE = `registry.example.com/claims@sha256:${'a'.repeat(64)}`;

/** Values of secrets, by the names that objects call them. */
export const SECRETS = {
  'token/west': 'west-7fK2qLxWz09sJtQmVb4N',
  'token/east': 'east-Xc81hPnR5uYdGe3kAo6S',
  database: 'postgresql://claims:dB-pw-93kfQzLw@db.example.com/claims',
} as const;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What differs from one stack to another. */
export interface StackChoice {
  readonly namespace: string;
  readonly hub?: Readonly<Record<string, unknown>>;
  /** Fields of the informer of west. */
  readonly west?: Readonly<Record<string, unknown>>;
  /** Without the cluster east. */
  readonly isAlone?: boolean;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A hub and its two clusters, as they are configured: west is the cluster of the hub. */
export function deploymentInput({ namespace, hub = {}, west = {}, isAlone = false }: StackChoice): {
  readonly hub: Readonly<Record<string, unknown>>;
  readonly clusters: readonly Readonly<Record<string, unknown>>[];
} {
  const cluster = (name: 'west' | 'east'): Readonly<Record<string, unknown>> => ({
    name,
    namespace,
    kinds: ['databases.v1alpha1.shop.acme.test'],
    tokenHashes: [hashOf(SECRETS[`token/${name}`])],
  });
  return {
    hub: { image: IMAGE, namespace, tls: 'off', url: 'http://hub.example.com:8095', cluster: 'west', ...hub },
    clusters: [{ ...cluster('west'), ...west }, ...(isAlone ? [] : [cluster('east')])],
  };
}

/** The clusters of a stack. */
export interface Clusters {
  readonly west: Cluster;
  readonly east: Cluster;
}

/** What a program may do otherwise. */
export interface ProgramChoice {
  /** Options of the hub. */
  readonly hub?: ComponentResourceOptions;
  readonly transforms?: Transforms;
  /** The class of the hub. */
  readonly Hub?: typeof CollectorHub;
}

/** Neither waits for pods, which never come, nor for the collector of garbage when it deletes. */
const withoutControllers: Transform = (realised) => {
  const { object } = withoutWait(realised);
  const annotations = {
    ...object.metadata.annotations,
    'pulumi.com/deletionPropagationPolicy': 'background',
  };
  return { object: { ...object, metadata: { ...object.metadata, annotations } } };
};

/** A program with the hub and both informers. */
export function deployedProgram(
  clusters: Clusters,
  choice: StackChoice,
  program: ProgramChoice = {},
): PulumiFn {
  return () => {
    const { hub, clusters: informers } = deploymentConfig(deploymentInput(choice));
    const provider = (name: 'west' | 'east'): Provider =>
      new Provider(`cluster-${name}`, { kubeconfig: secret(clusters[name].kubeconfig()) });
    const providers = { west: provider('west'), east: provider('east') };
    const common = {
      secrets: { ...SECRETS, ...choice.secrets },
      transforms: { all: withoutControllers, ...program.transforms },
    };
    const Hub = program.Hub ?? CollectorHub;
    new Hub('hub', { hub, ...common }, { provider: providers.west, ...program.hub });
    for (const informer of informers) {
      const at = providers[informer.name as 'west' | 'east'];
      new ClusterInformer(`informer-${informer.name}`, { informer, ...common }, { provider: at });
    }
    return Promise.resolve({});
  };
}
