import { decideWrite } from '../../../../collector/store/decide/decide-write';
import { snapshotOf } from '../../../../collector/store/decide/snapshot-of';
import { StatusBook } from '../../../../collector/store/decide/status-book';
import { STORE_RULES } from '../../../../collector/store/decide/store-rules';
import type { GroupAnswer } from '../../../../collector/store/group-queue';
import { SqliteEngine } from '../../../../collector/store/sqlite/sqlite-engine';
import { bodyOf, statusOf } from '../../../../collector/store/status-row';
import { isWrite, type StoreAnswer, type StoreCall } from '../../../../collector/store/store-call';
import { temporaryFolder } from '../../../fixtures/git/git';

/** A collector without its sockets and threads, which can be restarted. */
export interface CollectorParts {
  /** Carries out calls together, as one commit. */
  run(calls: readonly StoreCall[], now: number): readonly GroupAnswer<StoreAnswer>[];
  restart(): void;
  remove(): void;
}

/** The decisions of the stores alone; a restart reads every status back from what a row would hold. */
export function decisionsAlone(clusters: readonly string[]): CollectorParts {
  let book = new StatusBook();
  const answer = (call: StoreCall, now: number): StoreAnswer => {
    if (isWrite(call)) return decideWrite(book, call, now, STORE_RULES);
    return call.does === 'read' ? snapshotOf(book, call.cluster) : [];
  };
  return {
    run(calls, now) {
      const answers = calls.map((call) => ({ value: answer(call, now) }));
      book.written();
      return answers;
    },
    restart() {
      const next = new StatusBook();
      for (const cluster of clusters) {
        for (const key of book.keysOf(cluster)) {
          const status = book.status(key)!;
          const { order, receivedAt, observedAt, deletedAt } = status;
          next.load(key, statusOf({ cluster, order, receivedAt, observedAt, deletedAt }, bodyOf(status)));
        }
        for (const session of book.sessionsOf(cluster)) {
          next.loadSession(JSON.parse(JSON.stringify(session)) as never);
        }
      }
      for (const kind of book.kindsOf()) next.loadKind(kind);
      for (const cluster of book.allClusters()) next.loadCluster(cluster);
      next.loadEpoch(book.lastEpoch);
      book = next;
    },
    remove() {
      // Nothing was made.
    },
  };
}

/** The SQLite store; a restart closes it and opens its folder again. */
export function sqliteAlone(): CollectorParts {
  const folder = temporaryFolder();
  const open = (): SqliteEngine => new SqliteEngine({ folder: folder.path, rules: STORE_RULES });
  let engine = open();
  return {
    run: (calls, now) => engine.run(calls, now),
    restart() {
      engine.close();
      engine = open();
    },
    remove() {
      engine.close();
      folder.remove();
    },
  };
}
