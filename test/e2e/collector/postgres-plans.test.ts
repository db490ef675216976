import type { ClaimReport } from '../../../core/status/claim-status';
import { reportKey } from '../../../core/status/report-key';
import { digestOf } from '../../../core/status/status-digest';
import { decideWrite } from '../../../collector/store/decide/decide-write';
import { snapshotOf } from '../../../collector/store/decide/snapshot-of';
import { StatusBook } from '../../../collector/store/decide/status-book';
import { STORE_RULES } from '../../../collector/store/decide/store-rules';
import { openPostgresStore } from '../../../collector/store/postgres/open-postgres-store';
import type { StatusStore } from '../../../collector/store/status-store';
import type { StoreAnswer, WriteCall } from '../../../collector/store/store-call';
import { typed } from '../../contract/status-store';
import { describeWithPostgres } from '../../fixtures/postgres/describe-with-postgres';
import { type PostgresServer, query, startPostgres } from '../../fixtures/postgres/postgres-server';

const RULES = { ...STORE_RULES, claimsPerCluster: 9, clusters: 3 };
const CLUSTERS = ['a', 'b', '["a","', 'c\0'];
const KINDS = ['Database', 'Cache'];
const PLANS = 12;
const GROUPS = 60;

/** A session, as the book and as the store call it. */
interface Epochs {
  readonly book: number;
  readonly store: number;
}

/** A call that names sessions by their place, because stores issue epochs of their own. */
type PlannedCall = (epochs: readonly number[]) => WriteCall;

describeWithPostgres('plans of random calls', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  it.each(Array.from({ length: PLANS }, (_, seed) => seed + 1))(
    'are answered by a database as by a book that knows everything (seed %i)',
    async (seed) => {
      const random = randomNumbers(seed);
      const url = await server.createDatabase();
      const stores = [
        await openPostgresStore({ url, rules: RULES }),
        await openPostgresStore({ url, rules: RULES }),
      ];
      const book = new StatusBook();
      const epochs: Epochs[] = [];
      const keys = new Set<string>();
      for (let at = 0; at < GROUPS; at++) {
        const group = Array.from({ length: 1 + random(5) }, () => plannedCall(random, epochs.length));
        const expected = group.map((call) => decideWrite(book, call(own(epochs)), Date.now(), RULES));
        const store = stores[random(2)]!;
        const answers = await Promise.all(group.map((call) => ask(store, call(others(epochs)))));
        for (const [index, answer] of answers.entries()) {
          const wanted = expected[index]!;
          if (isSession(answer) && isSession(wanted)) {
            epochs.push({ book: wanted.epoch, store: answer.epoch });
          }
        }
        expect(answers.map(placesOf(others(epochs)))).toEqual(expected.map(placesOf(own(epochs))));
      }
      const [inStore, inBook] = [placesOf(others(epochs)), placesOf(own(epochs))];
      const found = await stores[0]!.read();
      expect(inStore(sorted(found))).toEqual(inBook(sorted(snapshotOf(book))));
      for (const cluster of CLUSTERS) {
        expect(inStore(sorted(await stores[1]!.read(cluster)))).toEqual(
          inBook(sorted(snapshotOf(book, cluster))),
        );
        for (const key of book.keysOf(cluster)) keys.add(key);
      }
      for (const key of keys) {
        const told = book.transitions.filter(([its]) => its === key).map(([, { at: _, ...rest }]) => rest);
        const history = (await stores[0]!.history(key)).map(({ at: _, ...rest }) => rest);
        // The book keeps what it was told before a claim was forgotten.
        expect(told.slice(told.length - history.length)).toEqual(history);
      }
      const counted = await query(url, 'SELECT sum(claims)::int AS claims FROM collector_clusters');
      expect(counted[0]?.['claims'] ?? 0).toBe(keys.size);
      expect(await query(url, 'SELECT key FROM collector_statuses')).toHaveLength(keys.size);
      await Promise.all(stores.map((store) => store.close()));
    },
  );
});

function plannedCall(random: (below: number) => number, sessions: number): PlannedCall {
  const cluster = CLUSTERS[random(CLUSTERS.length)]!;
  const kind = KINDS[random(KINDS.length)]!;
  const kinds = random(3) === 0 ? KINDS : [kind];
  const session = sessions - 1 - random(Math.min(sessions, 4) + 1);
  const epochIn = (epochs: readonly number[]): number | undefined => epochs[session];
  const reports = Array.from({ length: random(4) }, () => plannedReport(random, cluster, kind));
  const buckets = Array.from({ length: 256 }, (_, bucket) => bucket);
  const sequence = random(30);
  const what = random(20);
  if (what < 3) {
    const request = { cluster, informer: 'i', kinds: kinds.map(groupKind), standby: random(3) === 0 };
    return () => ({ does: 'openSession', request });
  }
  if (what === 3) {
    const claimRef = `shop/${random(6)}`;
    return () => ({ does: 'forget', cluster, claimRef });
  }
  if (what === 4 && random(3) === 0) return () => ({ does: 'forget', cluster });
  if (what < 7) {
    const empty = digestOf([]);
    return (epochs) => ({
      does: 'digest',
      request: { ...groupKind(kind), cluster, epoch: epochIn(epochs) ?? 1, buckets: empty },
    });
  }
  const complete = what === 7 ? [{ ...groupKind(kind), buckets, sequence }] : undefined;
  const unreadable = what === 8 ? [{ ...groupKind(kind), reason: 'r' }] : undefined;
  return (epochs) => {
    const epoch = epochIn(epochs);
    const ordered = reports.map((report): ClaimReport => ({
      ...report,
      ...(epoch !== undefined && { order: { epoch, sequence: report.order?.sequence ?? 0 } }),
      ...(epoch === undefined && { order: undefined }),
    }));
    return { does: 'report', batch: { cluster, epoch, reports: ordered, complete, unreadable } };
  };
}

function plannedReport(random: (below: number) => number, cluster: string, kind: string): ClaimReport {
  const name = String(random(6));
  const report = typed(name, {
    cluster,
    identity: { apiVersion: 'acme.io/v1', kind, namespace: 'shop', name },
    uid: random(4) === 0 ? undefined : `uid-${random(3)}`,
    ready: { status: random(2) === 0 ? 'True' : 'False' },
    statusMessage: `m${random(3)}`,
    order: { epoch: 0, sequence: random(30) },
    ...(random(6) === 0 && { deleted: true as const }),
  });
  return random(8) === 0 ? { ...report, identity: undefined } : report;
}

function groupKind(kind: string): { group: string; kind: string } {
  return { group: 'acme.io', kind };
}

function ask(store: StatusStore, call: WriteCall): Promise<StoreAnswer> {
  switch (call.does) {
    case 'report':
      return store.report(call.batch);
    case 'openSession':
      return store.openSession(call.request);
    case 'digest':
      return store.digest(call.request);
    case 'forget':
      return store.forget(call.cluster, call.claimRef);
  }
}

function isSession(answer: StoreAnswer): answer is StoreAnswer & { epoch: number } {
  return typeof answer === 'object' && 'epoch' in answer;
}

const TIMES = new Set([
  'openedAt',
  'seenAt',
  'expiresAt',
  'receivedAt',
  'deletedAt',
  'changedAt',
  'recentChanges',
  'unreadableSince',
  'firstSeenAt',
  'readyAt',
  'generationAt',
]);

const own = (epochs: readonly Epochs[]): readonly number[] => epochs.map(({ book }) => book);
const others = (epochs: readonly Epochs[]): readonly number[] => epochs.map(({ store }) => store);

/** A value without times, with the places of sessions instead of epochs. */
function placesOf(epochs: readonly number[]): (value: unknown) => unknown {
  const places = new Map(epochs.map((epoch, index) => [epoch, index]));
  return (value) =>
    JSON.parse(
      JSON.stringify(value, (name, part: unknown) => {
        if (TIMES.has(name)) return undefined;
        return name === 'epoch' || name === 'supersededBy' ? (places.get(part as number) ?? part) : part;
      }),
    ) as unknown;
}

function sorted({ statuses, kinds, clusters }: Awaited<ReturnType<StatusStore['read']>>): object {
  const by = <T>(list: readonly T[], key: (of: T) => string): T[] =>
    [...list].sort((one, other) => (key(one) < key(other) ? -1 : 1));
  return {
    statuses: by(statuses, reportKey),
    kinds: by(kinds, (kind) => JSON.stringify([kind.cluster, kind.kind])),
    clusters: by(clusters, ({ cluster }) => cluster),
  };
}

/** Whole numbers that look random, the same for a seed on every machine. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
  };
}
