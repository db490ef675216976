import { watchedKey } from '../kind-names';
import { answerFailure, answerJson, isTemporary } from './answer-failure';
import type { BoxedClaim, BoxedKind, ClaimBox } from './claim-box';
import { type Delivery, SessionLost } from './delivery';
import { bucketsOf, hashesOf } from './kind-buckets';
import type { Posted, Poster } from './poster';
import {
  type BatchAround,
  type BatchBounds,
  type ReportBatch,
  batchBody,
  batchOf,
  kindOf,
} from './report-batch';
import { refusedReports } from './refused-reports';
import type { SenderFigures } from './sender-figures';

/** A session says something at least this often, in milliseconds: its lease is a minute. */
const HEARTBEAT = 20_000;
const MOST: BatchBounds = { reports: 1_000, size: 2 ** 20 };
/** Refused requests in a row, before it is waited. */
const MOST_REFUSALS = 20;
/** How long a claim that the collector has no room for is left out, in milliseconds. */
const NO_ROOM = 60_000;

/** What a delivery in a session needs. */
export interface SessionDeliveryOptions {
  readonly poster: Poster;
  readonly box: ClaimBox;
  readonly cluster: string;
  readonly epoch: number;
  /** Keys of the kinds that the session was opened for; see `watchedKey`. */
  readonly kinds: ReadonlySet<string>;
  readonly figures: SenderFigures;
  readonly now: () => number;
}

/** Buckets in which informer and collector differ, with all that stands in them. */
interface Difference {
  readonly kind: BoxedKind;
  readonly buckets: (readonly [bucket: number, claims: readonly BoxedClaim[]])[];
  /** The last sequence when they were compared: what was reported after it stays. */
  readonly sequence: number;
}

/** Reports in a session: batches of what changed, tombstones of what is gone, and a comparison of digests where it is not known what the collector knows. */
export class SessionDelivery implements Delivery {
  private sequence = 0;
  private bounds = MOST;
  private refusals = 0;
  private batchesInRow = 0;
  private lastSaid: number;
  private readonly differences: Difference[] = [];

  constructor(private readonly options: SessionDeliveryOptions) {
    this.lastSaid = options.now();
  }

  hasWork(now: number): boolean {
    return (
      now >= this.lastSaid + HEARTBEAT ||
      this.hasReports(now) ||
      this.hasResync() ||
      this.options.box.kinds.some((kind) => !this.options.kinds.has(watchedKey(kind.kind)))
    );
  }

  dueAt(): number {
    return Math.min(this.lastSaid + HEARTBEAT, this.options.box.heldUntil() ?? Number.POSITIVE_INFINITY);
  }

  async step(): Promise<void> {
    const { box, kinds, now } = this.options;
    if (box.kinds.some(({ kind }) => !kinds.has(watchedKey(kind)))) {
      throw new SessionLost('more kinds are watched', true);
    }
    // Where changes never end, comparing still gets its turn.
    const isTurnOfReports = this.batchesInRow < 8 || !this.hasResync();
    if (this.hasReports(now()) && isTurnOfReports) {
      this.batchesInRow += 1;
      await this.sendWaiting();
      return;
    }
    this.batchesInRow = 0;
    if (this.differences.length > 0) await this.sendDifference();
    else if (this.hasResync()) await this.compare();
    else await this.sendWaiting();
  }

  private hasReports(now: number): boolean {
    const { box } = this.options;
    return (
      box.due(now).next().done === false || box.kinds.some(({ unreadable }) => unreadable?.isTold === false)
    );
  }

  private hasResync(): boolean {
    return this.differences.length > 0 || this.options.box.kinds.some(isToCompare);
  }

  private async sendWaiting(): Promise<void> {
    const { box, now } = this.options;
    const unreadable = box.kinds.filter((kind) => kind.unreadable?.isTold === false).slice(0, 100);
    const reasons = unreadable.map((kind) => kind.unreadable);
    const batch = batchOf(box.due(now()), this.sequence, this.bounds);
    const isTaken = await this.send(batch, { unreadable });
    if (!isTaken && batch.claims.length > 0) return;
    for (const told of reasons) if (told !== undefined) told.isTold = true;
  }

  private async compare(): Promise<void> {
    const { box, cluster, epoch, poster, figures } = this.options;
    const kind = box.kinds.find(isToCompare);
    if (kind === undefined) return;
    kind.needsResync = false;
    try {
      const { sequence } = this;
      const buckets = await bucketsOf(cluster, kind);
      const body = { cluster, ...kindOf(kind), buckets: await hashesOf(cluster, buckets) };
      const posted = await poster.post(`/api/v1/sessions/${epoch}/digest`, JSON.stringify(body));
      this.heard(posted);
      if (posted.status !== 200) throw answerFailure(posted);
      figures.digests += 1;
      const differing = bucketNumbers(answerJson(posted)?.['differing']);
      figures.differingBuckets += differing.length;
      if (differing.length === 0) return;
      this.differences.push({
        kind,
        sequence,
        buckets: differing.map((bucket) => [bucket, buckets[bucket] ?? []] as const),
      });
    } catch (error) {
      kind.needsResync = true;
      throw error;
    }
  }

  /** Sends as many differing buckets as go into one batch. */
  private async sendDifference(): Promise<void> {
    const difference = this.differences[0];
    if (difference === undefined) return;
    const { box, now } = this.options;
    const { kind, buckets, sequence } = difference;
    const sent: number[] = [];
    const claims: BoxedClaim[] = [];
    for (const [bucket, all] of buckets) {
      const standing = all.filter(({ isGone }) => !isGone);
      if (sent.length > 0 && claims.length + standing.length > this.bounds.reports) break;
      sent.push(bucket);
      claims.push(...standing);
    }
    const done = (): void => {
      buckets.splice(0, sent.length);
      if (buckets.length === 0) this.differences.shift();
    };
    const told = claims.filter(
      ({ rejected, version, heldUntil = 0 }) => rejected !== version && heldUntil <= now(),
    );
    // A bucket goes whole or it does not count as whole: what the collector does not take is not gone.
    const batch = batchOf(told, this.sequence, { reports: 10_000, size: 8 * MOST.size });
    const isWhole = batch.claims.length === claims.length;
    const complete = { kind, buckets: sent, sequence };
    const { refusals } = this;
    const isTaken = await this.send(batch, isWhole ? { complete } : {});
    const isTooMuch = this.refusals > refusals && sent.length === 1 && isWhole;
    if (isTaken || isTooMuch || batch.claims.length === 0) done();
    // Not even one bucket goes whole: its claims go one by one.
    if (isTooMuch) box.tell(claims);
  }

  /** @returns whether it was taken; false where another attempt, of less, may be */
  private async send(
    batch: ReportBatch,
    around: Pick<BatchAround, 'unreadable' | 'complete'>,
  ): Promise<boolean> {
    const { poster, cluster, epoch, box, figures, now } = this.options;
    this.sequence = batch.sequence;
    const posted = await poster.post(
      '/api/v1/status:batch',
      batchBody({ cluster, epoch, ...around }, batch.reports),
    );
    this.heard(posted);
    if (posted.status >= 200 && posted.status < 300) {
      this.lastSaid = now();
      this.refusals = 0;
      this.bounds = grown(this.bounds);
      for (const { boxed, version } of batch.claims) box.told(boxed, version);
      figures.reports += batch.claims.length;
      figures.batches += 1;
      return true;
    }
    if (posted.status === 507 && this.leftOut(batch)) return false;
    if (posted.status < 400 || isTemporary(posted.status)) throw answerFailure(posted);
    this.refused(batch, posted);
    return false;
  }

  /** @throws SessionLost */
  private heard({ status }: Posted): void {
    if (status === 409) throw new SessionLost('the collector does not accept the session');
    if (status === 404 || status === 405) {
      throw new SessionLost('the collector no longer knows sessions');
    }
  }

  /** One wrong report, or one too long, never holds up the others: what is named is set aside, else the batch is halved until one is left. */
  private refused({ claims }: ReportBatch, posted: Posted): void {
    this.refusals += 1;
    const named = refusedReports(posted, claims.length);
    const wrong = claims.length === 1 ? [0] : named;
    for (const index of wrong) {
      const { boxed, version } = claims[index] ?? {};
      if (boxed === undefined || version === undefined) continue;
      this.options.box.reject(boxed, version);
      this.options.figures.rejected += 1;
    }
    if (wrong.length === 0) {
      this.bounds = { reports: Math.max(1, claims.length >> 1), size: Math.max(1, this.bounds.size >> 1) };
    }
    if (this.refusals % MOST_REFUSALS === 0) throw answerFailure(posted);
  }

  /** The collector has no room: claims that it knows need none. @returns whether there is something left to try at once */
  private leftOut({ claims }: ReportBatch): boolean {
    const unknown = claims.filter(({ boxed }) => boxed.isKnown !== true);
    for (const { boxed } of unknown) boxed.heldUntil = this.options.now() + NO_ROOM;
    return unknown.length > 0 && unknown.length < claims.length;
  }
}

/** What cannot be read is not compared: the collector would take it for known. */
function isToCompare({ isListed, needsResync, unreadable }: BoxedKind): boolean {
  return isListed && needsResync && unreadable === undefined;
}

function grown({ reports, size }: BatchBounds): BatchBounds {
  return { reports: Math.min(MOST.reports, reports * 2), size: Math.min(MOST.size, size * 2) };
}

function bucketNumbers(value: unknown): readonly number[] {
  if (!Array.isArray(value)) return [];
  const numbers = value.filter(
    (each): each is number => Number.isInteger(each) && (each as number) >= 0 && (each as number) < 256,
  );
  return [...new Set(numbers)];
}
