import { apiGroup } from '../../../core/object-identity';
import type { ClaimReport, TypedIdentity } from '../../../core/status/claim-status';
import { reportKey } from '../../../core/status/report-key';
import { bucketOf } from '../../../core/status/status-digest';
import { type Applied, applyReport, isNewer, withoutClaim } from '../apply-report';
import type { BatchResult, ClaimKind, CompleteBuckets, Refusal, ReportBatch, Session } from '../status-store';
import type { ReportOutcome, StoredStatus } from '../stored-status';
import { wasAbsent, withAbsences } from './absences';
import { checkSession, noteSeen } from './check-session';
import type { StatusBook } from './status-book';
import type { StoreRules } from './store-rules';

/** Applies a batch to a book: all of it, or nothing where it is refused. */
export function applyBatch(
  book: StatusBook,
  batch: ReportBatch,
  now: number,
  rules: StoreRules,
): BatchResult {
  const session = sessionOf(book, batch);
  if (typeof session === 'string') return { refused: session };
  const { cluster, reports } = batch;
  const keys = reports.map(reportKey);
  if (exceeds(book, cluster, keys, rules)) return { refused: 'too-many-claims' };
  const applied: (readonly [key: string, result: Applied])[] = [];
  const latest = new Map<string, StoredStatus>();
  const outcomes: ReportOutcome[] = [];
  for (const [index, report] of reports.entries()) {
    const key = keys[index] as string;
    const stored = latest.get(key) ?? book.status(key);
    const isListedAway = stored === undefined && session !== undefined && wasAbsent(session, report, key);
    const result: Applied = isListedAway
      ? { outcome: 'stale' }
      : applyReport(stored, report, now, rules.damping);
    if (result.outcome === 'unordered') return { refused: 'unordered' };
    outcomes.push(result.outcome);
    if (result.next === undefined) continue;
    latest.set(key, result.next);
    applied.push([key, result]);
  }
  // Nothing is kept before it is known that all of it is.
  for (const [key, result] of applied) keep(book, key, result);
  const reported = new Set(keys);
  let removed = 0;
  for (const complete of batch.complete ?? []) {
    removed += removeAbsent(book, batch, complete, reported, now);
    if (book.kind(cluster, complete)?.unreadableSince !== undefined) book.removeKind(cluster, complete);
  }
  for (const { group, kind, reason } of batch.unreadable ?? []) {
    const since = book.kind(cluster, { group, kind })?.unreadableSince ?? now;
    book.setKind({ cluster, group, kind, unreadableSince: since, reason });
  }
  const { complete = [] } = batch;
  const listed = session === undefined || complete.length === 0 ? session : withAbsences(session, complete);
  if (listed !== undefined && listed !== session) book.setSession(listed);
  noteSeen(book, cluster, listed, now);
  return { outcomes, removed };
}

/** Nothing of a batch is kept where one of its parts is refused, so its session is asked first. */
function sessionOf(book: StatusBook, batch: ReportBatch): Session | Refusal | undefined {
  const { cluster, epoch, reports, complete = [], unreadable = [] } = batch;
  if (reports.some(({ order }) => order !== undefined && order.epoch !== epoch)) return 'unknown-epoch';
  if (epoch === undefined) {
    // Only a session says something about whole kinds.
    return complete.length + unreadable.length > 0 ? 'unknown-epoch' : undefined;
  }
  return checkSession(book, cluster, epoch, [...kindsOf(reports), ...complete, ...unreadable]);
}

function kindsOf(reports: readonly ClaimReport[]): ClaimKind[] {
  const kinds = new Map<string, ClaimKind>();
  for (const { identity } of reports) {
    if (identity !== undefined) kinds.set(`${identity.apiVersion}\n${identity.kind}`, kindOf(identity));
  }
  return [...kinds.values()];
}

/** Group and kind of a claim. */
function kindOf(identity: TypedIdentity): ClaimKind {
  return { group: apiGroup(identity), kind: identity.kind };
}

/** Whether a cluster that is not known would be one more than is allowed. */
export function isOneTooMany(book: StatusBook, cluster: string, clusters: number): boolean {
  return book.cluster(cluster) === undefined && book.clusterCount >= clusters;
}

function exceeds(
  book: StatusBook,
  cluster: string,
  keys: readonly string[],
  { claimsPerCluster, clusters }: StoreRules,
): boolean {
  if (isOneTooMany(book, cluster, clusters)) return true;
  const count = book.countOf(cluster);
  if (count + keys.length <= claimsPerCluster) return false;
  const added = new Set(keys.filter((key) => book.status(key) === undefined)).size;
  return added > 0 && count + added > claimsPerCluster;
}

function keep(book: StatusBook, key: string, { next, transition }: Applied): void {
  if (next !== undefined) book.setStatus(key, next);
  if (transition !== undefined) book.transitions.push([key, transition]);
}

/** What an informer's complete list does not hold is gone, unless it was reported after the list was read. */
function removeAbsent(
  book: StatusBook,
  { cluster, epoch }: ReportBatch,
  complete: CompleteBuckets,
  reported: ReadonlySet<string>,
  now: number,
): number {
  if (epoch === undefined) return 0;
  const order = { epoch, sequence: complete.sequence };
  const buckets = new Set(complete.buckets);
  let removed = 0;
  for (const key of [...book.keysOf(cluster, complete)]) {
    const stored = book.status(key);
    if (stored?.deletedAt !== undefined || stored === undefined || reported.has(key)) continue;
    if (stored.order !== undefined && !isNewer(order, stored.order)) continue;
    if (!buckets.has(bucketOf(key))) continue;
    keep(book, key, withoutClaim(stored, { ...stored, order }, now));
    removed++;
  }
  return removed;
}
