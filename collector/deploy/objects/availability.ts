import type { Frozen } from '../config/check-input';
import type { HubConfig } from '../config/hub-config';
import type { Store } from '../config/store-config';
import type { DeployedObject } from './deployed-object';
import { metadata, selectorLabels, type PartPlace } from './metadata';

/** How many pods there are, and how one takes the place of another. */
export interface Availability {
  readonly replicas: number;
  readonly strategy: Readonly<Record<string, unknown>>;
  /** Seconds in which a pod that ends still answers: others do not know yet that it ends. */
  readonly pause: number;
  /** Parts of the spec of its pods. */
  readonly spread: Readonly<Record<string, unknown>>;
}

const PAUSE = 3;

/** One process has a SQLite file open, so the old pod ends before the new one begins. With PostgreSQL some answer at any time. */
export function collectorAvailability(
  { replicas, store }: Pick<HubConfig, 'replicas'> & { readonly store: Frozen<Store> },
  at: PartPlace,
): Availability {
  return store.type === 'sqlite' ? single() : several(replicas ?? 2, at);
}

/** One pod, which stops before the next one starts. */
export function single(): Availability {
  return { replicas: 1, strategy: { type: 'Recreate' }, pause: 0, spread: {} };
}

/** Pods that take each other's place, on nodes and zones of their own where there are enough. */
export function several(replicas: number, at: PartPlace): Availability {
  const spread = (topologyKey: string): object => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selectorLabels(at) },
  });
  return {
    replicas,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    pause: PAUSE,
    spread: {
      topologySpreadConstraints: [spread('kubernetes.io/hostname'), spread('topology.kubernetes.io/zone')],
    },
  };
}

/** A budget where there is more than one pod: for a single one it would only keep nodes from being emptied. */
export function budgetObjects({ replicas }: Availability, at: PartPlace): readonly DeployedObject[] {
  if (replicas < 2) return [];
  return [
    {
      role: `${at.part}-budget`,
      object: {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: metadata(at),
        spec: { maxUnavailable: 1, selector: { matchLabels: selectorLabels(at) } },
      },
    },
  ];
}
