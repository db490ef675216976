import { reportKey } from '../../../core/status/report-key';
import type { WriteCall } from '../store-call';
import { keyPart, keysBelow, type KeyRange, rowKey } from './row-key';

/** The rows that a group of calls is decided by. */
export interface NeededRows {
  /** Clusters that any call is about. */
  readonly clusters: ReadonlySet<string>;
  /** Those that reports and sessions may make known. */
  readonly reporting: ReadonlySet<string>;
  readonly statuses: ReadonlySet<string>;
  /** Ranges of statuses, by their lower end. */
  readonly ranges: ReadonlyMap<string, KeyRange>;
  readonly epochs: ReadonlySet<number>;
  /** Clusters of which all sessions count, as they stand in rows. */
  readonly sessionsOf: ReadonlySet<string>;
  /** Ranges of kinds, by their lower end. */
  readonly kinds: ReadonlyMap<string, KeyRange>;
  readonly opensSession: boolean;
}

/** What has to be known to decide some calls, one after the other. */
export function neededRows(calls: readonly WriteCall[]): NeededRows {
  const clusters = new Set<string>();
  const reporting = new Set<string>();
  const statuses = new Set<string>();
  const ranges = new Map<string, KeyRange>();
  const epochs = new Set<number>();
  const sessionsOf = new Set<string>();
  const kinds = new Map<string, KeyRange>();
  const addRange = (to: Map<string, KeyRange>, ...parts: readonly string[]): void => {
    const range = keysBelow(...parts);
    to.set(range.low, range);
  };
  for (const call of calls) {
    switch (call.does) {
      case 'report': {
        const { cluster, epoch, reports, complete = [], unreadable = [] } = call.batch;
        clusters.add(cluster);
        reporting.add(cluster);
        if (epoch !== undefined) epochs.add(epoch);
        for (const report of reports) statuses.add(rowKey(reportKey(report)));
        for (const { group, kind } of complete) addRange(ranges, cluster, group, kind);
        if (complete.length + unreadable.length > 0) addRange(kinds, cluster);
        break;
      }
      case 'openSession':
        clusters.add(call.request.cluster);
        reporting.add(call.request.cluster);
        sessionsOf.add(keyPart(call.request.cluster));
        break;
      case 'digest': {
        const { cluster, epoch, group, kind } = call.request;
        clusters.add(cluster);
        epochs.add(epoch);
        addRange(ranges, cluster, group, kind);
        addRange(kinds, cluster);
        break;
      }
      case 'forget':
        clusters.add(call.cluster);
        sessionsOf.add(keyPart(call.cluster));
        addRange(ranges, call.cluster);
        addRange(kinds, call.cluster);
    }
  }
  const opensSession = calls.some(({ does }) => does === 'openSession');
  return { clusters, reporting, statuses, ranges, epochs, sessionsOf, kinds, opensSession };
}
