import type { ReadClock } from '../../../collector/informer/read/list-watch';
import type { Seen } from '../../../collector/informer/seen';
import { READ_CLOCK } from '../../../collector/informer/system-clock';
import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import type { ClusterClient, ClusterObject } from '../../fixtures/cluster/cluster-client';
import { customKind } from '../../fixtures/cluster/custom-kind';
import {
  fixedCredentials,
  readClaims,
  type ReadingOptions,
  type SeenClaims,
} from '../../fixtures/cluster/seen-claims';
import { until } from '../../fixtures/cluster/until';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';

const condition = (type: string, status: string, reason = '', message = ''): object => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime: '2026-11-27T10:00:00Z',
});

/** Time that passes five times as fast. */
const FIVEFOLD: ReadClock = {
  now: () => Date.now() * 5,
  random: Math.random,
  wait: (milliseconds, signal) => READ_CLOCK.wait(milliseconds / 5, signal),
};

describeWithTool(CLUSTER_TOOLS, 'the life of claims, as it is read', () => {
  let cluster: Cluster | undefined;
  let admin: ClusterClient;
  let count = 0;
  let group: string;
  let readers: SeenClaims[];
  beforeAll(async () => {
    cluster = await startCluster({ users: ['reader'] });
    admin = cluster.client();
    await admin.createNamespace('shop');
    await admin.createNamespace('lab');
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    await cluster?.stop();
  });
  beforeEach(() => {
    group = `g${++count}.acme.test`;
    readers = [];
  });
  afterEach(async () => {
    for (const reader of readers) await reader.stop();
  });

  const read = (options: ReadingOptions, user = 'admin'): SeenClaims => {
    const { url, authority, users } = cluster!;
    const reader = readClaims(fixedCredentials(url, authority.cert, users.get(user)?.token ?? ''), options);
    readers.push(reader);
    return reader;
  };
  const path = (plural: string, namespace = 'shop'): string =>
    `/apis/${group}/v1alpha1/namespaces/${namespace}/${plural}`;
  const make = (kind: string, name: string, spec: object = {}, namespace = 'shop'): Promise<ClusterObject> =>
    admin.create(path(`${kind.toLowerCase()}s`, namespace), {
      apiVersion: `${group}/v1alpha1`,
      kind,
      metadata: { name },
      spec,
    });
  const types = (log: readonly Seen[]): string[] => log.map(({ type }) => type);
  const listed = (reader: SeenClaims): Promise<true> =>
    until('a list', () => reader.log.some(({ type }) => type === 'listed') || undefined);

  it('what was there comes with the first list, what changes comes at once, what is deleted is gone', async () => {
    await admin.createKind(customKind({ group, kind: 'Database' }));
    await make('Database', 'before');
    const reader = read({ choices: [`databases.v1alpha1.${group}`] });
    await listed(reader);
    expect(types(reader.log)).toEqual(['present', 'listed', 'readable']);
    expect(reader.claims.get('shop/before')).toMatchObject({
      kind: 'Database',
      generation: 1,
      originalMessage: 'no status conditions available',
      composed: [],
    });
    await make('Database', 'orders', {
      resourceRef: { apiVersion: 'x/v1', kind: 'XDatabase', name: 'orders-1' },
    });
    await until('the new claim', () => reader.claims.has('shop/orders'));
    await admin.patchStatus(`${path('databases')}/orders`, {
      conditions: [condition('Ready', 'True', 'Available')],
    });
    await until('Ready', () => reader.claims.get('shop/orders')?.ready?.status === 'True');
    expect(reader.claims.get('shop/orders')).toMatchObject({
      composite: { apiVersion: 'x/v1', kind: 'XDatabase', name: 'orders-1' },
      originalMessage: 'Ready=True',
    });
    await admin.patchStatus(`${path('databases')}/orders`, {
      conditions: [
        condition('Ready', 'True', 'Available'),
        condition('Synced', 'False', 'ReconcileError', 'boom'),
      ],
    });
    await until('not Synced', () => reader.claims.get('shop/orders')?.synced?.status === 'False');
    expect(reader.claims.get('shop/orders')).toMatchObject({
      ready: { status: 'True' },
      synced: { reason: 'ReconcileError', message: 'boom' },
    });
    await admin.patchStatus(`${path('databases')}/orders`, {
      conditions: [condition('Ready', 'False', 'Creating', 'wait')],
    });
    await until('not Ready', () => reader.claims.get('shop/orders')?.ready?.status === 'False');
    expect(reader.claims.get('shop/orders')?.originalMessage).toBe('wait');
    await admin.remove(`${path('databases')}/orders`);
    await until('gone', () => !reader.claims.has('shop/orders'));
    expect(reader.failures).toEqual([]);
  });

  it('a claim made anew under an old name is another one', async () => {
    await admin.createKind(customKind({ group, kind: 'Database' }));
    const first = await make('Database', 'orders');
    const reader = read({ choices: [`databases.v1alpha1.${group}`] });
    await listed(reader);
    await admin.remove(`${path('databases')}/orders`);
    const second = await make('Database', 'orders');
    await until('the second', () => reader.claims.get('shop/orders')?.uid === second.metadata.uid);
    const about = reader.log.flatMap((seen) =>
      seen.type === 'present'
        ? [`present ${seen.claim.uid}`]
        : seen.type === 'gone'
          ? [`gone ${seen.uid}`]
          : [],
    );
    expect(about).toEqual([
      `present ${first.metadata.uid!}`,
      `gone ${first.metadata.uid!}`,
      `present ${second.metadata.uid!}`,
    ]);
  });

  it('a kind that is not there yet is waited for, also one that was removed and is added again', async () => {
    const reader = read({ choices: [`databases.v1alpha1.${group}`] });
    await until('the reason', () => reader.kinds.problems().some((text) => text.includes('404')));
    expect(reader.log.at(-1)).toMatchObject({ type: 'unreadable', kind: { resource: 'databases' } });
    await admin.createKind(customKind({ group, kind: 'Database' }));
    await make('Database', 'orders');
    await until('the claim', () => reader.claims.has('shop/orders'));
    expect(reader.kinds.problems()).toEqual([]);
    await admin.removeKind(`databases.${group}`);
    await until('gone', () => !reader.claims.has('shop/orders'));
    await until('unreadable', () => reader.kinds.problems().length > 0);
    await admin.createKind(customKind({ group, kind: 'Database' }));
    const again = await make('Database', 'orders');
    await until(
      'the claim again',
      () => reader.claims.get('shop/orders')?.uid === again.metadata.uid,
      90_000,
    );
    await make('Database', 'later');
    await until('what comes later', () => reader.claims.has('shop/later'));
  });

  it('all kinds of a group are watched, and those that come later', async () => {
    for (const kind of ['Database', 'Bucket']) await admin.createKind(customKind({ group, kind }));
    await make('Database', 'orders');
    await make('Bucket', 'files');
    const reader = read({ choices: [`*.${group}`] });
    await until('both', () => reader.claims.size === 2);
    await admin.createKind(customKind({ group, kind: 'Queue' }));
    await make('Queue', 'mail');
    await until('the third', () => reader.claims.has('shop/mail'), 60_000);
    expect(
      reader.kinds
        .readers()
        .map(({ watched }) => watched.kind)
        .sort(),
    ).toEqual(['Bucket', 'Database', 'Queue']);
  });

  it('a composite is not told beside the claim that it is bound to', async () => {
    await admin.createKind(customKind({ group, kind: 'Database' }));
    await admin.createKind(customKind({ group, kind: 'XDatabase', isClusterScoped: true }));
    const claimRef = { apiVersion: `${group}/v1alpha1`, kind: 'Database', namespace: 'shop', name: 'orders' };
    const xrs = `/apis/${group}/v1alpha1/xdatabases`;
    const xr = (name: string, spec: object): object => ({
      apiVersion: `${group}/v1alpha1`,
      kind: 'XDatabase',
      metadata: { name },
      spec,
    });
    await make('Database', 'orders', {
      resourceRef: { apiVersion: `${group}/v1alpha1`, kind: 'XDatabase', name: 'bound' },
    });
    await admin.create(xrs, xr('bound', { claimRef }));
    await admin.create(
      xrs,
      xr('alone', { resourceRefs: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'c' }] }),
    );
    const both = read({ choices: [`*.${group}`] });
    await until('both lists', () => both.kinds.problems().length === 0);
    expect([...both.claims.keys()].sort()).toEqual(['/alone', 'shop/orders']);
    expect(both.claims.get('/alone')?.composed).toEqual([{ apiVersion: 'v1', kind: 'ConfigMap', name: 'c' }]);
    await admin.patch(`${xrs}/alone`, { spec: { claimRef } });
    await until('the bound one to go', () => !both.claims.has('/alone'));
    // Who watches composites alone sees all of them, as with the original.
    const composites = read({ choices: [`xdatabases.v1alpha1.${group}`] });
    await until('all composites', () => composites.claims.size === 2);
  });

  it('what Crossplane’s definitions make is watched, a moment after it is served', async () => {
    const definitions = '/apis/apiextensions.crossplane.io/v1/compositeresourcedefinitions';
    await admin.createKind(
      customKind({
        group: 'apiextensions.crossplane.io',
        version: 'v1',
        kind: 'CompositeResourceDefinition',
        isClusterScoped: true,
      }),
    );
    const define = (kind: string, claim?: string): Promise<unknown> =>
      admin.create(definitions, {
        apiVersion: 'apiextensions.crossplane.io/v1',
        kind: 'CompositeResourceDefinition',
        metadata: { name: `${kind.toLowerCase()}s.${group}` },
        spec: {
          group,
          names: { kind, plural: `${kind.toLowerCase()}s` },
          ...(claim !== undefined && { claimNames: { kind: claim, plural: `${claim.toLowerCase()}s` } }),
          ...(claim === undefined && { scope: 'Namespaced' }),
          versions: [{ name: 'v1alpha1', served: true, referenceable: true }],
        },
      });
    const reader = read({ choices: ['xrds'], clock: FIVEFOLD });
    await until('the definitions', () => reader.kinds.problems().length === 0);
    await admin.createKind(customKind({ group, kind: 'XDatabase', isClusterScoped: true }));
    await admin.createKind(customKind({ group, kind: 'Database' }));
    await admin.createKind(customKind({ group, kind: 'Bucket' }));
    await define('XDatabase', 'Database');
    await define('Bucket');
    await make('Database', 'orders');
    await make('Bucket', 'files');
    const claimRef = { apiVersion: `${group}/v1alpha1`, kind: 'Database', namespace: 'shop', name: 'orders' };
    await admin.create(`/apis/${group}/v1alpha1/xdatabases`, {
      apiVersion: `${group}/v1alpha1`,
      kind: 'XDatabase',
      metadata: { name: 'orders-1' },
      spec: { claimRef },
    });
    await until('the claim and the composite of v2', () => reader.claims.size === 2);
    expect([...reader.claims.keys()].sort()).toEqual(['shop/files', 'shop/orders']);
    await admin.remove(`${definitions}/buckets.${group}`);
    await admin.removeKind(`buckets.${group}`);
    await until('what was made by it to go', () => !reader.claims.has('shop/files'));
    await until('its kind to be watched no more', () => reader.kinds.readers().length === 2, 60_000);
    expect(reader.kinds.problems()).toEqual([]);
  });

  it('5,000 claims in 20 kinds are read at once', async () => {
    const kinds = Array.from({ length: 20 }, (_, index) => `Kind${index}`);
    for (const kind of kinds) await admin.createKind(customKind({ group, kind }));
    await Promise.all(
      kinds.map(async (kind) => {
        for (let index = 0; index < 250; index += 1) await make(kind, `${kind.toLowerCase()}-${index}`);
      }),
    );
    const reader = read({ choices: [`*.${group}`] });
    await until('all of them', () => reader.claims.size === 5_000);
    await until('all lists', () => reader.kinds.problems().length === 0);
    expect([reader.failures, reader.requests()]).toEqual([[], 22]);
  });

  it('namespaces and labels choose', async () => {
    await admin.createKind(customKind({ group, kind: 'Database' }));
    await make('Database', 'one');
    await make('Database', 'two', {}, 'lab');
    await admin.patch(`${path('databases')}/one`, { metadata: { labels: { tier: 'gold' } } });
    const lab = read({ choices: [`databases.v1alpha1.${group}`], namespaces: ['lab'] });
    const gold = read({ choices: [`databases.v1alpha1.${group}`], selector: 'tier=gold' });
    await listed(lab);
    await listed(gold);
    expect([[...lab.claims.keys()], [...gold.claims.keys()]]).toEqual([['lab/two'], ['shop/one']]);
    await admin.patch(`${path('databases')}/one`, { metadata: { labels: null } });
    await until('what no longer matches to go', () => gold.claims.size === 0);
  });

  it('what may not be read is said to be so, and is read once it may be', async () => {
    await admin.createKind(customKind({ group, kind: 'Database' }));
    await make('Database', 'orders');
    const reader = read({ choices: [`databases.v1alpha1.${group}`] }, 'reader');
    await until('the reason', () => reader.kinds.problems().some((text) => /403.*forbidden/.test(text)));
    expect(types(reader.log)).toEqual(['unreadable']);
    await admin.grant('reader', [{ apiGroups: [group], resources: ['*'], verbs: ['list', 'watch'] }]);
    await until('the claim', () => reader.claims.has('shop/orders'), 60_000);
    expect(reader.kinds.problems()).toEqual([]);
  });

  it('an error of the receiver ends nothing', async () => {
    await admin.createKind(customKind({ group, kind: 'Database' }));
    let thrown = 0;
    const reader = read({
      choices: [`databases.v1alpha1.${group}`],
      onSeen(what) {
        if (what.type === 'present' && what.claim.name.startsWith('bad')) {
          thrown += 1;
          throw new Error('no');
        }
      },
    });
    for (const name of ['bad-1', 'good-1', 'bad-2', 'good-2']) await make('Database', name);
    await until('the good ones', () => reader.claims.size === 2);
    expect([thrown, reader.failures]).toEqual([2, []]);
  });
});
