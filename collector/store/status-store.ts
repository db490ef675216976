import type { ClaimReport } from '../../core/status/claim-status';
import type { ReportOutcome, StoredStatus, Transition } from './stored-status';

/** A kind of a cluster's claims: API group and kind. */
export interface ClaimKind {
  readonly group: string;
  readonly kind: string;
}

/** An informer that wants to report. */
export interface SessionRequest {
  readonly cluster: string;
  /** Name of the process, for people. */
  readonly informer: string;
  readonly kinds: readonly ClaimKind[];
  /** Waits for the lease of another one to end; without it the newest session holds the lease. */
  readonly standby: boolean;
}

/** When an informer read a kind whole. */
export interface KindAbsences extends ClaimKind {
  /** For each bucket the sequence of the latest complete list of it; -1 where there was none. */
  readonly sequences: readonly number[];
}

/** An informer's session. */
export interface Session extends Omit<SessionRequest, 'standby'> {
  /** Increasing over the life of the collector, and over the loss of its store. */
  readonly epoch: number;
  readonly openedAt: number;
  readonly seenAt: number;
  /** Epoch of the session that took a kind of this one over. */
  readonly supersededBy?: number;
  readonly absences?: readonly KindAbsences[];
}

/** The session that holds a lease that another one asks for. */
export interface LeaseHeld {
  readonly heldBy: Pick<Session, 'epoch' | 'informer'>;
  readonly expiresAt: number;
}

/** Buckets of a kind of which a batch holds everything: what is not in it is gone. */
export interface CompleteBuckets extends ClaimKind {
  readonly buckets: readonly number[];
  /** Sequence of the session when it was read: what was reported after that stays. */
  readonly sequence: number;
}

/** A kind that an informer cannot read at the moment. */
export interface UnreadableKind extends ClaimKind {
  readonly reason: string;
}

/** Reports that are kept together or not at all. */
export interface ReportBatch {
  readonly cluster: string;
  /** The session that sends it; undefined for reports without one. */
  readonly epoch?: number;
  readonly reports: readonly ClaimReport[];
  readonly complete?: readonly CompleteBuckets[];
  readonly unreadable?: readonly UnreadableKind[];
}

/**
 * Why nothing of a request counts: the collector does not know its session (`unknown-epoch`), another one took its lease (`superseded`), it is about a kind that its
 * session did not ask for (`other-kind`), it has no session where one reports the claim (`unordered`), the cluster has as many claims as are allowed (`too-many-claims`).
 */
export type Refusal = 'unknown-epoch' | 'superseded' | 'other-kind' | 'unordered' | 'too-many-claims';

/** The collector knows as many clusters as it takes. */
export interface NoRoom {
  readonly refused: 'too-many-claims';
}

/** What became of a batch. */
export type BatchResult =
  { readonly outcomes: readonly ReportOutcome[]; readonly removed: number } | { readonly refused: Refusal };

/** 256 hashes of an informer's view of a kind; see `core/status/status-digest.ts`. */
export interface DigestRequest extends ClaimKind {
  readonly cluster: string;
  readonly epoch: number;
  readonly buckets: readonly string[];
}

/** Buckets in which collector and informer differ. */
export type DigestResult = { readonly differing: readonly number[] } | { readonly refused: Refusal };

/** What is known about a whole kind of a cluster. */
export interface KindState extends ClaimKind {
  readonly cluster: string;
  readonly unreadableSince?: number;
  readonly reason?: string;
}

/** What is known about a cluster. */
export interface ClusterState {
  readonly cluster: string;
  readonly seenAt: number;
  /** It never opened a session: its informer sends the original's format and never re-sends. */
  readonly isLegacy: boolean;
}

/** Everything that is known, of one cluster or of all. */
export interface StatusSnapshot {
  /** Claims that are not gone. */
  readonly statuses: readonly StoredStatus[];
  /** Typed claims that were there and are gone. */
  readonly gone: readonly StoredStatus[];
  readonly kinds: readonly KindState[];
  readonly clusters: readonly ClusterState[];
}

/** A process that wants to be the only one of those on a store to do something. */
export interface LeadRequest {
  /** What it wants to do, as `reconcile claims/registry.yaml`. */
  readonly role: string;
  /** Name of the process, its own among all of them. */
  readonly holder: string;
  /** How long it leads without asking again, in milliseconds. */
  readonly lease: number;
}

/** Figures for health and metrics. */
export interface StoreFigures {
  readonly claims: number;
  readonly clusters: number;
  /** Commits that wrote something since the start. */
  readonly commits: number;
  /** Reports in them. */
  readonly reports: number;
}

/**
 * Where statuses are kept. What resolves is durable: it stands after a kill and after a loss of power.
 *
 * Every method rejects with `store-full` when the disk or a limit is full (nothing of the call is kept), and with `store-unavailable` when it is not known whether it was
 * kept; the same call may then be made again, it changes nothing twice.
 */
export interface StatusStore {
  report(batch: ReportBatch): Promise<BatchResult>;
  openSession(request: SessionRequest): Promise<Session | LeaseHeld | NoRoom>;
  digest(request: DigestRequest): Promise<DigestResult>;
  /** @returns whether anything was known of it */
  forget(cluster: string, claimRef?: string): Promise<boolean>;
  /** @param cluster - undefined: all of them */
  read(cluster?: string): Promise<StatusSnapshot>;
  /** Transitions of a claim, oldest first, at most 50. */
  history(key: string): Promise<readonly Transition[]>;
  /**
   * Takes or keeps the lead. A term is greater than every one before it; it stays the same as long as its holder asks in time.
   *
   * @returns the term; undefined where another process leads
   */
  lead(request: LeadRequest): Promise<number | undefined>;
  /** What a process kept under a name, for itself and its successors. */
  note(name: string): Promise<string | undefined>;
  keepNote(name: string, text: string): Promise<void>;
  figures(): Promise<StoreFigures>;
  /** Whether the next write may be expected to be kept. Rejects with the reason. */
  check(): Promise<void>;
  close(): Promise<void>;
}
