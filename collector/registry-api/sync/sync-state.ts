import type { ClaimQueries } from '../snapshot/claim-queries';

/** What went wrong the last time. */
export interface SyncFailure {
  /** Code of the catalogue. */
  readonly code: string;
  /** The source does not answer, rather than with something that is wrong. */
  readonly isAway: boolean;
  /** Without secrets. */
  readonly message: string;
  /** Since when nothing was read, milliseconds since 1970: the first failure in a row. */
  readonly since: number;
  /** Failures in a row. */
  readonly attempts: number;
}

/** What is known of the registry now. */
export interface SyncState {
  readonly queries: ClaimQueries;
  /** When the source last said what it has, milliseconds since 1970. */
  readonly syncedAt: number;
  /** When its registry last differed from the one before. */
  readonly changedAt: number;
  /** Undefined: {@link syncedAt} was the last look. Else what is served is the last good registry. */
  readonly failure: SyncFailure | undefined;
}

/** How a look at the source ended. */
export type SyncOutcome = 'changed' | 'unchanged' | 'failed';
