import type { ClaimSummary } from '../claim-summary';
import type { WatchedKind } from '../seen';
import { claimHealth, saysSomethingElse } from './claim-health';

/** When claims are followed. All in milliseconds. */
export interface FollowTimes {
  /** How long a claim may be not Ready or not Synced before it is followed. */
  readonly after: number;
  /** A claim is followed once so long after its spec changed. */
  readonly afterChange: number;
  /** How long claim and composite may say different things. */
  readonly disagreement: number;
  /** First time between two walks for one claim; it doubles while they find the same. */
  readonly again: number;
  /** Longest one. */
  readonly atMost: number;
}

/** 30 seconds, a minute, a minute; again after 30 seconds, later every 10 minutes. */
export const FOLLOW_TIMES: FollowTimes = {
  after: 30_000,
  afterChange: 60_000,
  disagreement: 60_000,
  again: 30_000,
  atMost: 600_000,
};

/** A walk for changed conditions comes so long after the change: the next ones follow at once. */
const SETTLE = 5_000;

/** What a follower remembers of a claim. */
export class FollowedClaim {
  /** When it is to be followed next; undefined: by the sweep alone. */
  dueAt: number | undefined;
  walkedAt = Number.NEGATIVE_INFINITY;
  isGone = false;
  /** Of the cause that was reported; empty for none. */
  signature = '';
  /** Since when claim and composite say different things about Ready. */
  disagreesSince: number | undefined;
  changedAt = Number.NEGATIVE_INFINITY;
  private unhealthySince: number | undefined;
  private repeats = 0;

  constructor(
    readonly kind: WatchedKind,
    public claim: ClaimSummary,
    now: number,
    private readonly times: FollowTimes,
  ) {
    this.noteHealth(now);
  }

  get isUnhealthy(): boolean {
    return this.unhealthySince !== undefined;
  }

  /** Takes over what is seen now. @returns whether the claim recovered by it */
  update(claim: ClaimSummary, now: number): boolean {
    const before = this.claim;
    const wasUnhealthy = this.isUnhealthy;
    this.claim = claim;
    if (before.generation !== claim.generation) {
      this.changedAt = now;
      this.dueBy(now + this.times.afterChange);
    }
    if (wasUnhealthy && saysSomethingElse(before, claim)) {
      this.repeats = 0;
      this.dueBy(Math.max(now + SETTLE, this.walkedAt + this.times.again));
    }
    this.noteHealth(now);
    if (!wasUnhealthy || this.unhealthySince !== undefined) return false;
    this.dueAt = undefined;
    this.dueAfterChange(now);
    return true;
  }

  /** A walk was made, for which `dueAt` was taken away. @param isSame - it found what the last one found */
  walked(now: number, isSame: boolean): void {
    this.walkedAt = now;
    this.repeats = isSame ? this.repeats + 1 : 0;
    this.dueAfterChange(now);
    if (!this.isUnhealthy && this.signature === '' && this.disagreesSince === undefined) return;
    this.dueBy(now + Math.min(this.times.again * 2 ** Math.min(this.repeats, 20), this.times.atMost));
  }

  /** It is due at this time, or before. */
  dueBy(at: number): void {
    this.dueAt = Math.min(this.dueAt ?? at, at);
  }

  private dueAfterChange(now: number): void {
    const at = this.changedAt + this.times.afterChange;
    if (at > now) this.dueBy(at);
  }

  private noteHealth(now: number): void {
    const { isUnhealthy, since } = claimHealth(this.claim);
    if (!isUnhealthy) {
      this.unhealthySince = undefined;
      return;
    }
    if (this.unhealthySince !== undefined) return;
    // The clock of the cluster may run ahead of ours.
    this.unhealthySince = Math.min(now, since ?? now);
    this.dueBy(Math.max(now, this.unhealthySince + this.times.after));
  }
}
