import type { RegistryConnection } from '../../../collector/reconciler/run/connect-registry';
import type { People } from './people';

/** The registry in the repository. */
export const REGISTRY = 'claims/registry.yaml';

/** Lets a call over the network through: others get their turn before and after it, and it may fail. */
export type Gate = <Value>(effect: () => Promise<Value>) => Promise<Value>;

/** A repository with change requests, and the people who use it. What a person cannot do is left undone. */
export interface GitHome {
  /** Folder of the bare repository. */
  readonly bare: string;
  /** Full name of the ref of the status request. */
  readonly statusRef: string;
  readonly people: People;
  /** How a collector gets there. */
  connect(gate: Gate, signal?: AbortSignal): Promise<RegistryConnection>;
  /** How many status requests are open. */
  openRequests(): number;
  /** A person merges the status request. */
  merge(): void;
  /** A person closes it. */
  close(): void;
  /** A person keeps elsewhere what stands on the branch of the request, and takes the branch away. */
  abandon(): void;
  /** How many faults the forge had. */
  readonly faults: number;
  /** From now on nothing fails. */
  calm(): void;
  /** The state of it all: `put` brings it back, where a loss of power can take it along. */
  copy(): { readonly put: () => void } | undefined;
  remove(): Promise<void>;
}
