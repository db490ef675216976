import { reportKey } from '../../../../core/status/report-key';
import { bucketOf } from '../../../../core/status/status-digest';
import type { ClaimReport, ReportOrder } from '../../../../core/status/claim-status';
import type { ReportBatch } from '../../../../collector/store/status-store';

/** What is known last of a claim: a report of it, or that it is gone. */
interface Known {
  readonly report: ClaimReport;
  readonly order?: ReportOrder;
  readonly isGone: boolean;
  readonly uid?: string;
}

/** A session that was opened, and whether another one took its place. */
interface Opened {
  readonly cluster: string;
  readonly kinds: readonly string[];
  isOver: boolean;
}

/** Group of every kind of the plans. */
export const GROUP = 'acme.io';

/**
 * What a collector has to know after what it was told, by the rules alone: of each claim the information with the greatest order, absence in a list being information about every
 * claim of its buckets. Shares no code with the stores but the names of keys and buckets.
 */
export class ExpectedCollector {
  private readonly claims = new Map<string, Known>();
  private readonly graves = new Map<string, Set<string>>();
  private readonly absences = new Map<string, ReportOrder>();
  private readonly sessions = new Map<number, Opened>();
  private readonly unreadable = new Set<string>();
  private readonly changes = new Map<string, string[]>();

  opened(epoch: number, cluster: string, kinds: readonly string[]): void {
    for (const session of this.sessions.values()) {
      if (session.cluster === cluster && session.kinds.some((kind) => kinds.includes(kind))) {
        session.isOver = true;
      }
    }
    this.sessions.set(epoch, { cluster, kinds, isOver: false });
  }

  /** Whether somebody holds one of these kinds, who need not have said anything for long. */
  isHeld(cluster: string, kinds: readonly string[]): boolean {
    return [...this.sessions.values()].some(
      (session) =>
        session.cluster === cluster && !session.isOver && session.kinds.some((kind) => kinds.includes(kind)),
    );
  }

  isRefused({ cluster, epoch, reports, complete = [], unreadable = [] }: ReportBatch): boolean {
    if (epoch === undefined) {
      if (complete.length + unreadable.length > 0) return true;
      return reports.some((report) => {
        const key = reportKey(report);
        const isDead = report.uid !== undefined && this.graves.get(key)?.has(report.uid) === true;
        return !isDead && this.claims.get(key)?.order !== undefined;
      });
    }
    const kinds = [
      ...reports.flatMap(({ identity }) => (identity === undefined ? [] : [identity.kind])),
      ...[...complete, ...unreadable].map(({ kind }) => kind),
    ];
    return !this.mayReport(cluster, epoch, kinds);
  }

  mayReport(cluster: string, epoch: number, kinds: readonly string[]): boolean {
    const session = this.sessions.get(epoch);
    return (
      session?.cluster === cluster && !session.isOver && kinds.every((kind) => session.kinds.includes(kind))
    );
  }

  /** Takes a batch that is not refused. */
  accept({ cluster, epoch, reports, complete = [], unreadable = [] }: ReportBatch): void {
    for (const report of reports) this.acceptReport(report);
    const inBatch = new Set(reports.map(reportKey));
    for (const { kind, buckets, sequence } of complete) {
      const order = { epoch: epoch as number, sequence };
      for (const bucket of buckets) this.noteList(JSON.stringify([cluster, kind, bucket]), order);
      for (const [key, known] of this.claims) {
        const isListed = known.report.cluster === cluster && known.report.identity?.kind === kind;
        if (!isListed || known.isGone || inBatch.has(key) || !buckets.includes(bucketOf(key))) continue;
        if (known.order === undefined || isAfter(order, known.order)) this.bury(key, { ...known, order });
      }
      this.unreadable.delete(JSON.stringify([cluster, kind]));
    }
    for (const { kind } of unreadable) this.unreadable.add(JSON.stringify([cluster, kind]));
  }

  compared(cluster: string, kind: string): void {
    this.unreadable.delete(JSON.stringify([cluster, kind]));
  }

  forgetClaim(cluster: string, claimRef: string): void {
    for (const [key, { report }] of [...this.claims]) {
      if (report.cluster === cluster && report.claimRef === claimRef) this.drop(key);
    }
  }

  forgetCluster(cluster: string): void {
    for (const [key, { report }] of [...this.claims]) if (report.cluster === cluster) this.drop(key);
    for (const [epoch, session] of [...this.sessions]) {
      if (session.cluster === cluster) this.sessions.delete(epoch);
    }
    for (const key of [...this.unreadable]) if (inCluster(key, cluster)) this.unreadable.delete(key);
  }

  /** UIDs that the collector knows to be dead, of a claim. */
  deadUids(key: string): readonly string[] {
    return [...(this.graves.get(key) ?? [])];
  }

  /** Everything that is known to be dead in a cluster, as key and UID. */
  dead(cluster: string): readonly (readonly [key: string, uid: string])[] {
    const all = [...this.graves].filter(([key]) => inCluster(key, cluster));
    return all.flatMap(([key, uids]) => [...uids].map((uid) => [key, uid] as const));
  }

  /** What has to be read: of each claim that is not gone its UID and message. */
  statuses(cluster: string): Map<string, string> {
    const read = new Map<string, string>();
    const typed = new Set(
      [...this.claims.values()].flatMap(({ report }) =>
        report.identity === undefined ? [] : [JSON.stringify([report.cluster, report.claimRef])],
      ),
    );
    for (const [key, { report, isGone, uid }] of this.claims) {
      const isShadowed =
        report.identity === undefined && typed.has(JSON.stringify([report.cluster, report.claimRef]));
      if (report.cluster === cluster && !isGone && !isShadowed) {
        read.set(key, told(uid, report.statusMessage));
      }
    }
    return read;
  }

  kinds(cluster: string): readonly string[] {
    return [...this.unreadable]
      .filter((key) => inCluster(key, cluster))
      .map((key) => (JSON.parse(key) as string[])[1] as string)
      .sort();
  }

  /** Changes of a claim since it is known, oldest first. */
  transitions(key: string): readonly string[] {
    return this.changes.get(key) ?? [];
  }

  keys(): readonly string[] {
    return [...this.claims.keys()];
  }

  private acceptReport(report: ClaimReport): void {
    const key = reportKey(report);
    const known = this.claims.get(key);
    const { order, uid } = report;
    const isDead = uid !== undefined && this.graves.get(key)?.has(uid) === true;
    const isOld =
      order !== undefined && known?.order !== undefined
        ? !isAfter(order, known.order)
        : order !== undefined && known === undefined && this.isListedAway(report, key, order);
    if (isDead || isOld) return;
    if (report.deleted === true) {
      this.bury(key, known === undefined ? { report, order, uid, isGone: true } : { ...known, order }, uid);
      return;
    }
    const isOther = known?.uid !== undefined && uid !== undefined && known.uid !== uid;
    if (isOther && !known.isGone) this.addDead(key, known.uid);
    const isNew = known === undefined || known.isGone || isOther;
    const isChange =
      report.identity === undefined
        ? known?.report.statusMessage !== report.statusMessage
        : known?.report.ready?.status !== report.ready?.status;
    if (isNew || isChange) this.note(key, report.ready?.status ?? report.statusMessage);
    const isSameObject = known !== undefined && !known.isGone;
    this.claims.set(key, {
      report,
      order,
      isGone: false,
      uid: uid ?? (isSameObject ? known.uid : undefined),
    });
  }

  /** A list that arrives late takes nothing back of what a later one told. */
  private noteList(key: string, order: ReportOrder): void {
    const known = this.absences.get(key);
    if (known === undefined || isAfter(order, known)) this.absences.set(key, order);
  }

  private isListedAway({ cluster, identity }: ClaimReport, key: string, order: ReportOrder): boolean {
    const list = this.absences.get(JSON.stringify([cluster, identity?.kind, bucketOf(key)]));
    return list !== undefined && !isAfter(order, list);
  }

  private bury(key: string, known: Known, uid?: string): void {
    this.addDead(key, known.uid);
    this.addDead(key, uid);
    if (this.claims.get(key)?.isGone !== true) this.note(key, 'gone');
    this.claims.set(key, { ...known, isGone: true });
  }

  private addDead(key: string, uid: string | undefined): void {
    if (uid !== undefined) this.graves.set(key, (this.graves.get(key) ?? new Set<string>()).add(uid));
  }

  private note(key: string, change: string): void {
    this.changes.set(key, [...(this.changes.get(key) ?? []), change].slice(-50));
  }

  private drop(key: string): void {
    this.claims.delete(key);
    this.graves.delete(key);
    this.changes.delete(key);
  }
}

/** A claim that is not gone, as tests compare it. */
export function told(uid: string | undefined, statusMessage: string): string {
  return `${uid ?? 'no uid'}: ${statusMessage}`;
}

function isAfter(order: ReportOrder, than: ReportOrder): boolean {
  return order.epoch === than.epoch ? order.sequence > than.sequence : order.epoch > than.epoch;
}

function inCluster(key: string, cluster: string): boolean {
  return (JSON.parse(key) as string[])[0] === cluster;
}
