import type { ClaimReport } from '../../core/status/claim-status';
import { reportKey } from '../../core/status/report-key';
import { bucketOf, digestOf } from '../../core/status/status-digest';
import { STORE_RULES, type StoreRules } from '../../collector/store/decide/store-rules';
import type { BatchResult, Session, StatusStore } from '../../collector/store/status-store';

/** A place that stores can be opened in, one after the other. */
export interface StorePlace {
  open(rules?: StoreRules): Promise<StatusStore>;
  remove(): Promise<void> | void;
}

const KIND = { group: 'acme.io', kind: 'Database' };

/** A report of the original's format. */
export function legacy(cluster: string, claimRef: string, statusMessage: string): ClaimReport {
  return { cluster, claimRef, statusMessage };
}

/** A report of a typed claim. */
export function typed(name: string, more: Partial<ClaimReport> = {}): ClaimReport {
  return {
    cluster: 'prod',
    claimRef: `shop/${name}`,
    identity: { apiVersion: 'acme.io/v1', kind: 'Database', namespace: 'shop', name },
    statusMessage: 'Ready=True',
    ready: { status: 'True' },
    ...more,
  };
}

/** What every store does, whatever it keeps its rows in. */
export function statusStoreContract(place: () => Promise<StorePlace>): void {
  let stores: StorePlace;
  let store: StatusStore;

  beforeEach(async () => {
    stores = await place();
    store = await stores.open();
  });
  afterEach(async () => {
    await store.close();
    await stores.remove();
  });

  const session = async (more: object = {}): Promise<Session> => {
    const opened = await store.openSession({
      cluster: 'prod',
      informer: 'a',
      kinds: [KIND],
      standby: false,
      ...more,
    });
    if (!('epoch' in opened)) throw new Error('held');
    return opened;
  };
  const report = (...reports: ClaimReport[]): Promise<BatchResult> =>
    store.report({
      cluster: reports[0]?.cluster ?? 'prod',
      epoch: reports[0]?.order?.epoch,
      reports,
    });
  const messages = async (cluster?: string): Promise<string[]> =>
    (await store.read(cluster)).statuses
      .map(({ claimRef, status }) => `${claimRef} ${status.statusMessage}`)
      .sort();

  it('keeps the last report of the original’s format by cluster and reference, apart where a slash would join them', async () => {
    await report(legacy('a', 'b/c', 'one'));
    await report(legacy('a/b', 'c', 'two'));
    await report(legacy('a', 'b/c', 'three'));
    expect(await messages()).toEqual(['b/c three', 'c two']);
    expect(await messages('a/b')).toEqual(['c two']);
  });

  it('keeps notes under their names, also after it was closed and opened again', async () => {
    expect(await store.note('alerts/prod')).toBeUndefined();
    await store.keepNote('alerts/prod', 'one');
    await store.keepNote('alerts/test', 'other');
    await store.keepNote('alerts/prod', 'two €');
    await store.close();
    store = await stores.open();
    expect([await store.note('alerts/prod'), await store.note('alerts/test')]).toEqual(['two €', 'other']);
  });

  it('holds what it said after it was closed and opened again', async () => {
    const { epoch } = await session();
    await report(
      typed('one', { order: { epoch, sequence: 1 }, uid: 'u', observedAt: '2026-01-01T00:00:00Z' }),
    );
    await report(legacy('a', 'b/c', 'one'));
    const before = await store.read();
    await store.close();
    store = await stores.open();
    const after = await store.read();
    expect(sorted(after.statuses)).toEqual(sorted(before.statuses));
    expect(after.clusters).toEqual(before.clusters);
    expect((await session()).epoch).toBeGreaterThan(epoch);
  });

  it('takes a report once: an equal or older one changes nothing', async () => {
    const { epoch } = await session();
    const at = (sequence: number, statusMessage: string): Promise<BatchResult> =>
      report(typed('one', { order: { epoch, sequence }, statusMessage }));
    expect(await at(5, 'five')).toEqual({ outcomes: ['stored'], removed: 0 });
    expect(await at(5, 'five')).toEqual({ outcomes: ['stale'], removed: 0 });
    expect(await at(4, 'four')).toEqual({ outcomes: ['stale'], removed: 0 });
    expect(await at(6, 'five')).toEqual({ outcomes: ['refreshed'], removed: 0 });
    expect(await messages()).toEqual(['shop/one five']);
  });

  it('lets the newest session report, and tells the one before that it is superseded', async () => {
    const first = await session();
    const second = await session({ informer: 'b' });
    expect(second.epoch).toBeGreaterThan(first.epoch);
    const late = await report(typed('one', { order: { epoch: first.epoch, sequence: 9 } }));
    expect(late).toEqual({ refused: 'superseded' });
    expect(await report(typed('one', { order: { epoch: second.epoch, sequence: 1 } }))).toMatchObject({
      outcomes: ['stored'],
    });
  });

  it('lets sessions of other kinds report side by side', async () => {
    const first = await session();
    await session({ kinds: [{ group: 'acme.io', kind: 'Cache' }] });
    const other = typed('one', {
      order: { epoch: first.epoch, sequence: 1 },
      identity: { apiVersion: 'acme.io/v1', kind: 'Cache', namespace: 'shop', name: 'one' },
    });
    expect(await report(typed('one', { order: { epoch: first.epoch, sequence: 1 } }))).toMatchObject({
      outcomes: ['stored'],
    });
    expect(await report(other)).toEqual({ refused: 'other-kind' });
  });

  it('makes one that stands by wait for the lease of the holder', async () => {
    const first = await session();
    const standby = { cluster: 'prod', informer: 'b', kinds: [KIND], standby: true };
    expect(await store.openSession(standby)).toMatchObject({ heldBy: { epoch: first.epoch, informer: 'a' } });
    await store.close();
    store = await stores.open({ ...STORE_RULES, lease: -1 });
    expect(await store.openSession(standby)).toMatchObject({ informer: 'b' });
  });

  it('refuses epochs that it did not issue, of others and of no session at all', async () => {
    const { epoch } = await session({ cluster: 'other' });
    const unknown = { refused: 'unknown-epoch' };
    expect(await report(typed('one', { order: { epoch, sequence: 1 } }))).toEqual(unknown);
    expect(await report(typed('one', { order: { epoch: epoch + 5, sequence: 1 } }))).toEqual(unknown);
    const mixed = typed('one', { order: { epoch: epoch - 1, sequence: 1 } });
    expect(await store.report({ cluster: 'prod', reports: [mixed] })).toEqual(unknown);
    expect(await messages()).toEqual([]);
  });

  it('never brings a dead object back, in any session', async () => {
    const { epoch } = await session();
    await report(typed('one', { uid: 'first', order: { epoch, sequence: 1 } }));
    await report(typed('one', { uid: 'second', order: { epoch, sequence: 2 } }));
    const { epoch: next } = await session();
    expect(await report(typed('one', { uid: 'first', order: { epoch: next, sequence: 1 } }))).toMatchObject({
      outcomes: ['stale'],
    });
    await report(typed('one', { uid: 'second', deleted: true, order: { epoch: next, sequence: 2 } }));
    expect(await messages()).toEqual([]);
    expect(await report(typed('one', { uid: 'second', order: { epoch: next, sequence: 3 } }))).toMatchObject({
      outcomes: ['stale'],
    });
    await report(typed('one', { uid: 'third', order: { epoch: next, sequence: 4 } }));
    expect((await store.read()).statuses).toMatchObject([{ uid: 'third' }]);
  });

  it('keeps of a batch all or nothing', async () => {
    const { epoch } = await session();
    await report(typed('one', { order: { epoch, sequence: 1 } }));
    const batch = { cluster: 'prod', reports: [legacy('prod', 'x/y', 'new'), typed('one')] };
    expect(await store.report(batch)).toEqual({ refused: 'unordered' });
    expect(await messages()).toEqual(['shop/one Ready=True']);
  });

  it('takes the latest of several reports about one claim in a batch', async () => {
    const { epoch } = await session();
    const at = (sequence: number): ClaimReport =>
      typed('one', { order: { epoch, sequence }, statusMessage: String(sequence) });
    expect(await report(at(2), at(3), at(1))).toMatchObject({ outcomes: ['stored', 'stored', 'stale'] });
    expect(await messages()).toEqual(['shop/one 3']);
  });

  it('asks for the buckets that differ, and drops what a complete list of them does not hold', async () => {
    const { epoch } = await session();
    const names = Array.from({ length: 40 }, (_, index) => `claim-${index}`);
    await report(...names.map((name, index) => typed(name, { order: { epoch, sequence: index + 1 } })));
    const { epoch: next } = await session();
    const held = names.slice(1).map((name) => typed(name));
    const buckets = digestOf(
      held.map((each) => ({ key: reportKey(each), uid: each.uid, status: statusIn(each) })),
    );
    const gone = bucketOf(reportKey(typed('claim-0')));
    expect(await store.digest({ ...KIND, cluster: 'prod', epoch: next, buckets })).toEqual({
      differing: [gone],
    });
    const again = held
      .filter((each) => bucketOf(reportKey(each)) === gone)
      .map((each, index) => ({ ...each, order: { epoch: next, sequence: index + 1 } }));
    const complete = [{ ...KIND, buckets: [gone], sequence: 50 }];
    expect(await store.report({ cluster: 'prod', epoch: next, reports: again, complete })).toMatchObject({
      removed: 1,
    });
    expect(await messages()).toHaveLength(39);
    expect(await store.digest({ ...KIND, cluster: 'prod', epoch: next, buckets })).toEqual({ differing: [] });
  });

  it('keeps what was reported after a complete list was read', async () => {
    const { epoch } = await session();
    await report(typed('new', { order: { epoch, sequence: 7 } }));
    const complete = [{ ...KIND, buckets: Array.from({ length: 256 }, (_, bucket) => bucket), sequence: 6 }];
    await store.report({ cluster: 'prod', epoch, reports: [], complete });
    expect(await messages()).toEqual(['shop/new Ready=True']);
  });

  it('says since when a kind cannot be read, until it was read whole', async () => {
    const { epoch } = await session();
    await report(typed('one', { order: { epoch, sequence: 1 } }));
    const unreadable = [{ ...KIND, reason: 'forbidden' }];
    await store.report({ cluster: 'prod', epoch, reports: [], unreadable });
    const [kind] = (await store.read()).kinds;
    expect(kind).toMatchObject({ ...KIND, cluster: 'prod', reason: 'forbidden' });
    await store.report({ cluster: 'prod', epoch, reports: [], unreadable });
    expect((await store.read()).kinds[0]?.unreadableSince).toBe(kind?.unreadableSince);
    expect(await messages()).toEqual(['shop/one Ready=True']);
    const buckets = digestOf([{ key: reportKey(typed('one')), status: statusIn(typed('one')) }]);
    expect(await store.digest({ ...KIND, cluster: 'prod', epoch, buckets })).toEqual({ differing: [] });
    expect((await store.read()).kinds).toEqual([]);
  });

  it('forgets a claim, or a cluster with its sessions', async () => {
    const { epoch } = await session();
    await report(
      typed('one', { order: { epoch, sequence: 1 } }),
      typed('two', { order: { epoch, sequence: 2 } }),
    );
    expect(await store.forget('prod', 'shop/one')).toBe(true);
    expect(await store.forget('prod', 'shop/one')).toBe(false);
    expect(await messages()).toEqual(['shop/two Ready=True']);
    expect(await store.forget('prod')).toBe(true);
    expect(await store.forget('prod')).toBe(false);
    expect(await report(typed('two', { order: { epoch, sequence: 3 } }))).toEqual({
      refused: 'unknown-epoch',
    });
    expect(await store.read()).toEqual({ statuses: [], gone: [], kinds: [], clusters: [] });
  });

  it('keeps the last 50 transitions of a claim, and no refreshes', async () => {
    const { epoch } = await session();
    for (let sequence = 1; sequence <= 120; sequence++) {
      const status = Math.floor(sequence / 2) % 2 === 0 ? 'True' : 'False';
      await report(typed('one', { order: { epoch, sequence }, ready: { status } }));
    }
    const history = await store.history(reportKey(typed('one')));
    expect(history).toHaveLength(50);
    expect(history.at(-1)).toMatchObject({ ready: 'True' });
    expect(new Set(history.map(({ ready }, index) => (index % 2 === 0 ? ready : undefined))).size).toBe(2);
  });

  it('does not bring back what a complete list did not hold, when its report arrives late', async () => {
    const { epoch } = await session();
    const complete = [{ ...KIND, buckets: Array.from({ length: 256 }, (_, bucket) => bucket), sequence: 7 }];
    await store.report({ cluster: 'prod', epoch, reports: [], complete });
    await store.close();
    store = await stores.open();
    expect(await report(typed('late', { order: { epoch, sequence: 6 } }))).toMatchObject({
      outcomes: ['stale'],
    });
    expect(await report(typed('new', { order: { epoch, sequence: 8 } }))).toMatchObject({
      outcomes: ['stored'],
    });
    expect(await messages()).toEqual(['shop/new Ready=True']);
  });

  it('keeps no history of a batch that it refused', async () => {
    const { epoch } = await session();
    await report(typed('one', { order: { epoch, sequence: 1 } }));
    const two = (status: 'True' | 'False'): ClaimReport => typed('two', { ready: { status } });
    expect(await report(two('True'), two('False'), typed('one'))).toEqual({ refused: 'unordered' });
    await report(two('True'));
    expect(await store.history(reportKey(typed('two')))).toHaveLength(1);
  });

  it('begins the history of a claim anew once it was forgotten, also within one commit', async () => {
    const key = reportKey(legacy('a', 'b/c', ''));
    const told = async (): Promise<string[]> =>
      (await store.history(key)).map(({ statusMessage }) => statusMessage);
    await report(legacy('a', 'b/c', 'one'));
    await Promise.all([
      report(legacy('a', 'b/c', 'two')),
      store.forget('a', 'b/c'),
      report(legacy('a', 'b/c', 'three')),
    ]);
    expect(await told()).toEqual(['three']);
    await Promise.all([report(legacy('a', 'b/c', 'four')), store.forget('a')]);
    expect(await told()).toEqual([]);
    await report(legacy('a', 'b/c', 'five'));
    expect(await told()).toEqual(['five']);
  });

  it('does not show a report of the original’s format again when the typed claim is gone', async () => {
    const { epoch } = await session();
    await report(legacy('prod', 'shop/one', 'old'));
    await report(typed('one', { order: { epoch, sequence: 1 } }));
    expect(await messages()).toEqual(['shop/one Ready=True']);
    await report(typed('one', { order: { epoch, sequence: 2 }, deleted: true }));
    expect(await messages()).toEqual([]);
    expect(await messages('prod')).toEqual([]);
    await store.forget('prod', 'shop/one');
    await report(legacy('prod', 'shop/one', 'new'));
    expect(await messages()).toEqual(['shop/one new']);
  });

  it('keeps the version of a group that a claim was seen in last', async () => {
    const { epoch } = await session();
    const identity = { apiVersion: 'acme.io/v2', kind: 'Database', namespace: 'shop', name: 'one' };
    await report(typed('one', { order: { epoch, sequence: 1 } }));
    await report(typed('one', { order: { epoch, sequence: 2 }, identity }));
    await store.close();
    store = await stores.open();
    expect((await store.read()).statuses).toMatchObject([{ identity }]);
  });

  it('hears of whole kinds from sessions alone', async () => {
    const { epoch } = await session();
    await report(typed('one', { order: { epoch, sequence: 1 } }));
    const unreadable = [{ ...KIND, reason: 'forbidden' }];
    const complete = [{ ...KIND, buckets: [1], sequence: 5 }];
    const unknown = { refused: 'unknown-epoch' };
    expect(await store.report({ cluster: 'prod', reports: [], unreadable })).toEqual(unknown);
    await store.report({ cluster: 'prod', epoch, reports: [], unreadable });
    expect(await store.report({ cluster: 'prod', reports: [], complete })).toEqual(unknown);
    expect((await store.read()).kinds).toMatchObject([{ reason: 'forbidden' }]);
  });

  it('takes no more clusters than it is allowed to, by reports, by sessions and by batches of nothing', async () => {
    await store.close();
    store = await stores.open({ ...STORE_RULES, clusters: 1 });
    await report(legacy('a', 'x/1', 'm'));
    const full = { refused: 'too-many-claims' };
    expect(await report(legacy('b', 'x/1', 'm'))).toEqual(full);
    expect(await store.report({ cluster: 'b', reports: [] })).toEqual(full);
    expect(await store.openSession({ cluster: 'b', informer: 'i', kinds: [KIND], standby: false })).toEqual(
      full,
    );
    expect((await session({ cluster: 'a' })).epoch).toBeGreaterThan(0);
    expect((await store.read()).clusters).toMatchObject([{ cluster: 'a' }]);
  });

  it('remembers 100 sessions of a cluster whose kinds are all different, those that said something last', async () => {
    const { epoch } = await session();
    for (let index = 0; index < 101; index++) {
      await session({ kinds: [{ group: 'acme.io', kind: `K${index}` }] });
    }
    expect(await report(typed('one', { order: { epoch, sequence: 1 } }))).toEqual({
      refused: 'unknown-epoch',
    });
  });

  it('refuses claims above the limit of a cluster, and goes on with those that it has', async () => {
    await store.close();
    store = await stores.open({ ...STORE_RULES, claimsPerCluster: 2 });
    await report(legacy('a', 'x/1', 'm'), legacy('a', 'x/2', 'm'));
    expect(await report(legacy('a', 'x/2', 'n'), legacy('a', 'x/3', 'm'))).toEqual({
      refused: 'too-many-claims',
    });
    expect(await report(legacy('a', 'x/2', 'n'))).toMatchObject({ outcomes: ['stored'] });
    expect(await messages()).toEqual(['x/1 m', 'x/2 n']);
  });

  it('lets one holder lead at a time, in terms that only grow', async () => {
    const lead = (holder: string, lease: number, role = 'r'): Promise<number | undefined> =>
      store.lead({ role, holder, lease });
    const first = (await lead('a', 60_000))!;
    expect(await lead('b', 60_000)).toBeUndefined();
    expect(await lead('b', 60_000, 'other')).toBeGreaterThan(0);
    expect(await lead('a', 1)).toBe(first);
    const taken = await eventually(() => lead('b', 60_000));
    expect(taken).toBeGreaterThan(first);
    expect(await lead('a', 60_000)).toBeUndefined();
    expect(await lead('b', 60_000)).toBe(taken);
  });

  it('counts claims, clusters, commits and reports', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => report(legacy('a', `x/${index}`, 'm'))));
    const { claims, clusters, commits, reports } = await store.figures();
    expect({ claims, clusters, reports }).toEqual({ claims: 20, clusters: 1, reports: 20 });
    expect(commits).toBeGreaterThan(0);
    await expect(store.check()).resolves.toBeUndefined();
  });
}

async function eventually<T>(what: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 1_000; tries++) {
    const found = await what();
    if (found !== undefined) return found;
    await new Promise((done) => setImmediate(done));
  }
  throw new Error('waited in vain');
}

function sorted<T extends object>(statuses: readonly T[]): T[] {
  return [...statuses].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

function statusIn({ statusMessage, ready }: ClaimReport): {
  statusMessage: string;
  ready: ClaimReport['ready'];
} {
  return { statusMessage, ready };
}
