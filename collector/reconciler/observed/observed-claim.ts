import type { PublishedStatus } from '../../store/damping';
import type { TypedIdentity } from '../../../core/status/claim-status';

/** A claim of a cluster as the registry is to tell it. Times are milliseconds since 1970, of the collector's clock. */
export interface ObservedClaim {
  readonly cluster: string;
  /** `<namespace>/<name>`. */
  readonly claimRef: string;
  /** Undefined where a report of the original's format is all there is. */
  readonly identity?: TypedIdentity;
  readonly status: PublishedStatus;
  /** When it was reported last. */
  readonly receivedAt: number;
  /** When its cluster was heard last: an informer with a session says nothing of what did not change. Undefined where it has none. */
  readonly heardAt?: number;
  /** When it was reported first: this object, not an earlier one of its name. */
  readonly firstSeenAt: number;
  /** When its generation was reported first; undefined where that is not known. */
  readonly generationAt?: number;
  /** When the status of Ready changed last. */
  readonly readyChangedAt?: number;
  /** Another object of its name was known before it. */
  readonly isSuccessor?: boolean;
  /** It was Ready at some time. */
  readonly wasReady: boolean;
  /** It is being deleted. */
  readonly isDeleting: boolean;
  /** It was there, and is gone since. */
  readonly goneSince?: number;
  /** Its kind cannot be read since, and why. */
  readonly unreadable?: { readonly since: number; readonly reason: string };
  /** Nothing was heard of its cluster since. */
  readonly silentSince?: number;
}
