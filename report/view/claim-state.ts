import type { ChainLink } from '../../core/status/claim-status';
import type { LiveState } from '../../core/status/live-state';

/** How a claim is in a cluster, as whoever was asked says. */
export interface ClaimState extends Partial<LiveState> {
  /** `<category>/<name>`; `<namespace>/<name>` where nobody knows its category. */
  readonly claim: string;
  readonly name: string;
  readonly namespace?: string;
  readonly category?: string;
  readonly template?: string;
  readonly source?: string;
  /** When it was reported last; RFC 3339, in UTC. */
  readonly seenAt?: string;
  /** From the composite of the claim down to what fails. */
  readonly chain?: readonly ChainLink[];
}
