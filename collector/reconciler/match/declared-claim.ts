import type { ObjectIdentity } from '../../../core/object-identity';

/** A claim of the registry with what the tree says of it. */
export interface DeclaredClaim {
  /** Key of its entry: see `keyOfEntry`. */
  readonly key: string;
  /** Line of its entry. */
  readonly line: number;
  /** Kind in lower case. */
  readonly template: string;
  readonly name: string;
  readonly namespace: string;
  readonly path: string;
  /** Of an entry of the original's map, which is about the claim of exactly this reference (collector-and-registry.md §1.7). */
  readonly claimRef?: string;
  /** What the entry itself says. */
  readonly cluster?: string;
  /** What the claim is called in clusters, as it is built; none where its file is not there or cannot be told. */
  readonly built: readonly ObjectIdentity[];
}
