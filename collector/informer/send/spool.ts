import type { BoxedClaim } from './claim-box';

/** Keeps what waits while the collector does not answer, over a restart of the informer. */
export interface Spool {
  /** What was kept. Never rejects: a spool that cannot be read is an empty one. */
  load(): Promise<readonly BoxedClaim[]>;
  /**
   * Keeps what waits, the latest of each claim.
   *
   * @param waiting - all of it
   * @returns how many were left out because there is no room
   */
  keep(waiting: Iterable<BoxedClaim>): Promise<number>;
  /** Nothing waits any more. */
  clear(): Promise<void>;
}
