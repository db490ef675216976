import type { Cause } from '../../../core/status/claim-status';
import { isSameStatus } from '../../../core/status/same-status';
import type { ClaimSummary } from '../claim-summary';
import { watchedKey } from '../kind-names';
import type { Seen, WatchedKind } from '../seen';
import { statusOf } from './claim-report';

/** Claims that are gone and of which the collector was not told yet: the newest are kept, a digest tells of the others. */
const MOST_GONE = 10_000;

/** The latest that is known of a claim. Changed in place: there are as many as claims. */
export interface BoxedClaim {
  readonly kind: WatchedKind;
  claim: ClaimSummary;
  cause: Cause | undefined;
  at: number;
  isGone: boolean;
  /** Grows with every change. */
  version: number;
  /** The collector refused this version for good. */
  rejected?: number;
  /** It is not told before this time: it comes from the spool and the cluster may say more, or the collector has no room for it. */
  heldUntil?: number;
  /** The collector took some version of it. */
  isKnown?: boolean;
}

/** The latest that is known of a kind. */
export interface BoxedKind {
  kind: WatchedKind;
  readonly claims: Map<string, BoxedClaim>;
  /** A complete list was read, of every namespace. */
  isListed: boolean;
  /** Namespaces of which one was read, where they are read one by one. */
  readonly listed: Set<string>;
  /** Whether the collector knows the same is to be found out. */
  needsResync: boolean;
  unreadable?: { readonly reason: string; isTold: boolean };
}

/** What is known of the claims of a cluster, and what of it is still to be told: the latest state of each, in the order in which they changed first. */
export class ClaimBox {
  private readonly kindsByKey = new Map<string, BoxedKind>();
  private readonly waiting = new Set<BoxedClaim>();
  private goneCount = 0;

  /** @param namespaces - that are watched; none: all */
  constructor(private readonly namespaces: readonly string[] = []) {}

  /** Kinds, in the order in which they were seen. */
  get kinds(): readonly BoxedKind[] {
    return [...this.kindsByKey.values()];
  }

  /** Claims that wait to be reported. */
  get pending(): number {
    return this.waiting.size;
  }

  /** Known claims. */
  get size(): number {
    let size = 0;
    for (const { claims } of this.kindsByKey.values()) size += claims.size;
    return size;
  }

  /** @returns whether something is to be told now that was not before */
  take(what: Seen): boolean {
    // Nobody knows yet what it is called.
    if (what.kind.kind === '') return false;
    const kind = this.boxOf(what.kind);
    switch (what.type) {
      case 'present':
        return this.present(kind, what.claim, what.at);
      case 'gone':
        return this.goneNow(kind.claims.get(nameKey(what)), what);
      case 'listed':
        return this.listed(kind, what);
      case 'unreadable':
        if (kind.unreadable?.reason === what.reason) return false;
        kind.unreadable = { reason: what.reason, isTold: false };
        return true;
      case 'readable':
        if (kind.unreadable === undefined) return false;
        delete kind.unreadable;
        kind.needsResync = true;
        return kind.isListed;
    }
  }

  /** @returns whether something is to be told */
  setCause(
    kind: WatchedKind,
    claim: Pick<ClaimSummary, 'namespace' | 'name' | 'uid'>,
    cause: Cause | undefined,
  ): boolean {
    const boxed = this.boxOf(kind).claims.get(nameKey(claim));
    if (boxed === undefined || boxed.isGone || boxed.claim.uid !== claim.uid) return false;
    boxed.cause = cause;
    this.changed(boxed);
    return true;
  }

  /** Puts back what was spooled before a restart. */
  restore(claim: BoxedClaim): void {
    const { claims } = this.boxOf(claim.kind);
    if (claims.has(nameKey(claim.claim))) return;
    claims.set(nameKey(claim.claim), claim);
    if (claim.isGone) this.goneCount += 1;
    this.waiting.add(claim);
  }

  /** What is to be told at this time, the longest waiting first. */
  *due(now: number): Generator<BoxedClaim> {
    for (const boxed of this.waiting) {
      if (!(boxed.heldUntil !== undefined && boxed.heldUntil > now)) yield boxed;
    }
  }

  /** When the next held one is due; undefined where none is held. */
  heldUntil(): number | undefined {
    let earliest: number | undefined;
    for (const { heldUntil } of this.waiting) {
      if (heldUntil === undefined) continue;
      earliest = Math.min(earliest ?? heldUntil, heldUntil);
    }
    return earliest;
  }

  /** A version of a claim was told. */
  told(boxed: BoxedClaim, version: number): void {
    boxed.isKnown = true;
    if (boxed.version !== version) return;
    this.waiting.delete(boxed);
    delete boxed.heldUntil;
    if (!boxed.isGone) return;
    this.goneCount -= 1;
    this.forget(boxed);
  }

  /** A version of a claim will never be taken. */
  reject(boxed: BoxedClaim, version: number): void {
    boxed.rejected = version;
    this.told(boxed, version);
  }

  /** These are to be told again. */
  tell(claims: Iterable<BoxedClaim>): void {
    for (const boxed of claims) this.waiting.add(boxed);
  }

  /** Everything is to be told again: the collector lost what it knew. */
  tellAll(): void {
    for (const { claims } of this.kindsByKey.values()) this.tell(claims.values());
  }

  /** What the collector knows is to be compared with what is known here. */
  resyncAll(): void {
    for (const kind of this.kindsByKey.values()) {
      kind.needsResync = true;
      if (kind.unreadable !== undefined) kind.unreadable.isTold = false;
    }
  }

  /** The collector takes no word of what is gone. */
  dropGone(): void {
    for (const boxed of this.waiting) if (boxed.isGone) this.told(boxed, boxed.version);
  }

  private boxOf(kind: WatchedKind): BoxedKind {
    const key = watchedKey(kind);
    let box = this.kindsByKey.get(key);
    if (box === undefined) {
      box = { kind, claims: new Map(), isListed: false, listed: new Set(), needsResync: false };
      this.kindsByKey.set(key, box);
    }
    box.kind = kind;
    return box;
  }

  private present({ claims, kind }: BoxedKind, claim: ClaimSummary, at: number): boolean {
    const key = nameKey(claim);
    const known = claims.get(key);
    if (known === undefined) {
      const boxed: BoxedClaim = { kind, claim, cause: undefined, at, isGone: false, version: 1 };
      claims.set(key, boxed);
      this.waiting.add(boxed);
      return true;
    }
    const before = known.claim;
    const isOther = before.uid !== claim.uid || known.isGone;
    if (known.isGone) this.goneCount -= 1;
    known.claim = claim;
    known.at = at;
    known.isGone = false;
    const wasHeld = known.heldUntil !== undefined;
    delete known.heldUntil;
    if (isOther) known.cause = undefined;
    else if (isSameStatus(statusOf({ claim: before }), statusOf({ claim }))) return wasHeld;
    this.changed(known);
    return true;
  }

  private goneNow(boxed: BoxedClaim | undefined, { uid, at }: { uid: string; at: number }): boolean {
    if (boxed === undefined || boxed.isGone || boxed.claim.uid !== uid) return false;
    boxed.isGone = true;
    boxed.at = at;
    boxed.cause = undefined;
    delete boxed.heldUntil;
    this.goneCount += 1;
    this.changed(boxed);
    if (this.goneCount > MOST_GONE) this.forgetOldestGone();
    return true;
  }

  private listed(box: BoxedKind, { keys, namespace, at }: Extract<Seen, { type: 'listed' }>): boolean {
    for (const boxed of box.claims.values()) {
      const { claim, isGone } = boxed;
      if (namespace !== undefined && claim.namespace !== namespace) continue;
      // What was seen after the list was read is no matter of the list.
      if (isGone || boxed.at > at || keys.has(`${nameKey(claim)}/${claim.uid}`)) continue;
      this.goneNow(boxed, { uid: claim.uid, at });
    }
    if (namespace !== undefined) box.listed.add(namespace);
    box.isListed ||= namespace === undefined || this.namespaces.every((each) => box.listed.has(each));
    box.needsResync = box.isListed;
    return true;
  }

  private changed(boxed: BoxedClaim): void {
    boxed.version += 1;
    delete boxed.rejected;
    this.waiting.add(boxed);
  }

  private forgetOldestGone(): void {
    for (const boxed of this.waiting) {
      if (!boxed.isGone) continue;
      this.told(boxed, boxed.version);
      this.boxOf(boxed.kind).needsResync = true;
      return;
    }
  }

  private forget({ kind, claim }: BoxedClaim): void {
    this.boxOf(kind).claims.delete(nameKey(claim));
  }
}

function nameKey({ namespace, name }: Pick<ClaimSummary, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}
