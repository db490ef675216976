import type { ReportOrder } from '../../../core/status/claim-status';
import { isNewer } from '../../../collector/store/apply-report';
import type { ReportBatch, StatusStore } from '../../../collector/store/status-store';
import type { StoredStatus } from '../../../collector/store/stored-status';
import type { ChaosEvent } from './chaos-tally';
import type { ClusterTruth } from './cluster-truth';

/** What becomes of a post. */
export type Line = 'whole' | 'lost' | 'answer lost' | 'twice';

/** What an informer needs of a collector. */
export type HubStore = Pick<StatusStore, 'openSession' | 'report'>;

/** How posts reach a collector: a store, or nobody where the hub is down. */
export interface HubLine {
  readonly store: () => HubStore | undefined;
  /** Told of each answer 2xx, at the moment in which it is given. */
  readonly onAcknowledged: () => void;
  /** Told of what goes wrong on the way. */
  readonly note?: (event: ChaosEvent) => void;
}

/** An informer of one cluster: it posts what it sees until it is acknowledged, and remembers what was. */
export class ChaosInformer {
  private epoch: number | undefined;
  private sequence = 0;
  private readonly waiting = new Set<string>();
  /** Everything that was ever posted, arrived or not. */
  private readonly posted: ReportBatch[] = [];
  /** By path of the claim: the newest report that was acknowledged. */
  private readonly acknowledged = new Map<
    string,
    { readonly order: ReportOrder; readonly isGone: boolean }
  >();

  constructor(
    readonly truth: ClusterTruth,
    private readonly hub: HubLine,
  ) {}

  get pending(): number {
    return this.waiting.size;
  }

  change(one: number, two: number, three: number): void {
    const path = this.truth.change(one, two, three);
    if (path !== undefined) this.waiting.add(path);
  }

  /** Posts some of what waits, or a sign of life. */
  async send(line: Line, most: number): Promise<void> {
    const store = this.hub.store();
    if (store === undefined) {
      this.hub.note?.('a post finds nobody');
      return;
    }
    if (this.epoch === undefined && !(await this.openSession(store))) return;
    const epoch = this.epoch as number;
    const paths = [...this.waiting].sort().slice(0, most);
    const reports = paths.map((path) => this.truth.report(path, epoch, (this.sequence += 1)));
    const batch: ReportBatch = { cluster: this.truth.cluster, epoch, reports };
    this.posted.push(batch);
    if (line === 'lost') {
      this.hub.note?.('a post is lost');
      return;
    }
    const result = await store.report(batch);
    if (line === 'answer lost') {
      this.hub.note?.('the answer to a post is lost');
      return;
    }
    if ('refused' in result) {
      this.epoch = undefined;
      return;
    }
    this.hub.onAcknowledged();
    for (const [index, path] of paths.entries()) {
      this.waiting.delete(path);
      const { order, deleted } = reports[index] ?? {};
      if (order !== undefined) this.acknowledged.set(path, { order, isGone: deleted === true });
    }
    if (line !== 'twice') return;
    this.hub.note?.('a post arrives twice');
    await store.report(batch);
  }

  /** A post of earlier arrives once more, or for the first time. */
  async replay(which: number): Promise<void> {
    const store = this.hub.store();
    const batch = this.posted[which % Math.max(1, this.posted.length)];
    if (store === undefined || batch === undefined) return;
    const isLast = batch === this.posted.at(-1);
    this.hub.note?.(isLast ? 'a post arrives twice' : 'a post arrives after a later one');
    if (!('refused' in (await store.report(batch)))) this.hub.onAcknowledged();
  }

  /** Paths of claims of which a store has less than was acknowledged. */
  async lost(store: StatusStore): Promise<readonly string[]> {
    const { statuses, gone } = await store.read(this.truth.cluster);
    return this.missing([...statuses, ...gone]);
  }

  /** The same, of what a store holds. @param tellsGone - whether claims that are gone are part of it */
  missing(
    all: readonly Pick<StoredStatus, 'claimRef' | 'order' | 'deletedAt'>[],
    tellsGone = true,
  ): readonly string[] {
    const held = new Map(all.map((status) => [status.claimRef, status]));
    return [...this.acknowledged].flatMap(([path, { order, isGone }]) => {
      const stored = held.get(claimRefOf(path));
      // That a claim is gone is not told twice: the order of the first time stays.
      if (isGone && (stored?.deletedAt !== undefined || !tellsGone)) return [];
      // A tombstone whose answer was lost may have been taken.
      if (!tellsGone && stored === undefined && this.toldGone(path, order)) return [];
      const isLost = stored?.order === undefined || isNewer(order, stored.order);
      return isLost ? [`${this.truth.cluster}: ${path}`] : [];
    });
  }

  /** Whether the end of a claim was posted after a report of it, acknowledged or not. */
  private toldGone(path: string, order: ReportOrder): boolean {
    const claimRef = claimRefOf(path);
    return this.posted.some(({ reports }) =>
      reports.some(
        (report) =>
          report.deleted === true &&
          report.claimRef === claimRef &&
          report.order !== undefined &&
          isNewer(report.order, order),
      ),
    );
  }

  private async openSession(store: HubStore): Promise<boolean> {
    const { cluster } = this.truth;
    const kinds = [{ group: 'example.test', kind: 'VolumeClaim' }];
    const session = await store.openSession({ cluster, informer: 'chaos', kinds, standby: false });
    if (!('epoch' in session)) return false;
    this.hub.onAcknowledged();
    this.epoch = session.epoch;
    this.sequence = 0;
    // Another collector may know less: everything is said again.
    for (const path of this.truth.known) this.waiting.add(path);
    return true;
  }
}

/** What a collector calls the claim of a path. */
function claimRefOf(path: string): string {
  return `default/${path.slice(path.indexOf('/') + 1)}`;
}
