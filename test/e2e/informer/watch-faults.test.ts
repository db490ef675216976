import type { Credentials } from '../../../collector/informer/connection/credentials';
import type { ReadClock } from '../../../collector/informer/read/list-watch';
import { READ_CLOCK } from '../../../collector/informer/system-clock';
import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import type { ClusterClient } from '../../fixtures/cluster/cluster-client';
import { customKind } from '../../fixtures/cluster/custom-kind';
import {
  type Fault,
  type FaultProxy,
  type Refusal,
  startFaultProxy,
} from '../../fixtures/cluster/fault-proxy';
import type { StreamFault } from '../../fixtures/cluster/stream-fault';
import { readClaims, type SeenClaims } from '../../fixtures/cluster/seen-claims';
import { until } from '../../fixtures/cluster/until';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';

/** Waits take a fifth of their time; a fault lasts as many seconds of this clock as one of eight real seconds. */
const PACE = 5;
const FAULT = 8_000 / PACE;
const FAST: ReadClock = {
  now: () => Date.now() * PACE,
  random: Math.random,
  wait: (milliseconds, signal) => READ_CLOCK.wait(milliseconds / PACE, signal),
};
const GROUP = 'faults.acme.test';
const CHOICE = `databases.v1alpha1.${GROUP}`;

const withoutStream = {
  refuse: ({ query }: { query: URLSearchParams }) =>
    query.has('sendInitialEvents') ? { status: 422 } : undefined,
};

describeWithTool(CLUSTER_TOOLS, 'what goes wrong between an informer and its API server', () => {
  let cluster: Cluster | undefined;
  let admin: ClusterClient;
  let proxy: FaultProxy;
  let reader: SeenClaims | undefined;
  let namespace: string;
  let count = 0;
  let token: string;

  beforeAll(async () => {
    cluster = await startCluster({ users: ['old', 'new'] });
    admin = cluster.client();
    await admin.createKind(customKind({ group: GROUP, kind: 'Database' }));
    for (const user of ['old', 'new']) {
      await admin.grant(user, [{ apiGroups: [GROUP], resources: ['*'], verbs: ['list', 'watch'] }]);
    }
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    await cluster?.stop();
  });
  beforeEach(async () => {
    namespace = `n${++count}`;
    await admin.createNamespace(namespace);
    proxy = await startFaultProxy({ port: cluster!.port, ca: cluster!.authority.cert });
    token = 'token-of-old';
    for (let index = 0; index < 10; index += 1) await make(`claim-${index}`);
  });
  afterEach(async () => {
    await reader?.stop();
    reader = undefined;
    await proxy.stop();
  });

  const collection = (): string => `/apis/${GROUP}/v1alpha1/namespaces/${namespace}/databases`;
  const make = (name: string): Promise<unknown> =>
    admin.create(collection(), { apiVersion: `${GROUP}/v1alpha1`, kind: 'Database', metadata: { name } });
  const say = (index: number, reason: string): Promise<unknown> =>
    admin.patchStatus(`${collection()}/claim-${index % 10}`, {
      conditions: [{ type: 'Ready', status: 'False', reason, message: 'x'.repeat(300) }],
    });

  /** As an account that is written anew: what was refused is read again. */
  const credentials: Credentials = {
    settings(isRefused) {
      if (isRefused) token = 'token-of-new';
      return Promise.resolve({
        url: new URL(proxy.url),
        headers: { Authorization: `Bearer ${token}` },
        tls: { ca: proxy.ca },
      });
    },
  };

  const start = async (base: Fault): Promise<SeenClaims> => {
    proxy.fault = base;
    const begun = readClaims(credentials, {
      choices: [CHOICE],
      namespaces: [namespace],
      clock: FAST,
      silence: 3_000,
    });
    reader = begun;
    await until('the first list', () => begun.log.some(({ type }) => type === 'listed'));
    return begun;
  };

  /** What the API server holds, and what was told, in the same form. */
  const truth = async (): Promise<string> => {
    const { body } = await admin.ask('GET', collection());
    const { items } = body as {
      items: { metadata: { name: string; uid: string }; status?: { conditions: { reason: string }[] } }[];
    };
    return items
      .map(
        ({ metadata, status }) => `${metadata.name} ${metadata.uid} ${status?.conditions[0]?.reason ?? ''}`,
      )
      .sort()
      .join('\n');
  };
  const told = (from: SeenClaims): string =>
    [...from.claims.values()]
      .map(({ name, uid, ready }) => `${name} ${uid} ${ready?.reason ?? ''}`)
      .sort()
      .join('\n');

  /** Claims change, come, go and are made anew while it is wrong and after. */
  const live = async (while_: number, round: string): Promise<void> => {
    const end = Date.now() + while_;
    await admin.remove(`${collection()}/claim-9`);
    for (let index = 0; Date.now() < end || index < 25; index += 1) {
      if (index === 10) await make('claim-9');
      if (index % 10 !== 9) await say(index, `${round}${index}`);
      if (index >= 25) await READ_CLOCK.wait(20, new AbortController().signal);
    }
  };

  const cut = (): void => {
    proxy.cut();
  };
  const refused =
    (refusal: Refusal): (() => Fault) =>
    () => ({ refuse: () => refusal });
  const streams =
    (stream: StreamFault): (() => Fault) =>
    () => ({ stream });
  const faults: readonly { title: string; fault: () => Fault; begin: () => void }[] = [
    { title: 'a storm of 410', fault: refused({ status: 410 }), begin: cut },
    { title: '410 within the stream', fault: streams('expire'), begin: () => undefined },
    {
      title: '429 with Retry-After',
      fault: refused({ status: 429, headers: { 'Retry-After': '1' } }),
      begin: cut,
    },
    { title: '500', fault: refused({ status: 500 }), begin: cut },
    {
      title: 'resets',
      fault: () => ({
        refuse: () => {
          cut();
          return undefined;
        },
      }),
      begin: cut,
    },
    { title: 'half-open silence', fault: streams('silent'), begin: () => undefined },
    { title: 'lines that lose their second half', fault: streams('truncate'), begin: () => undefined },
    { title: 'streams that break within a line', fault: streams('cut'), begin: () => undefined },
    { title: 'streams that are closed every 2 s', fault: streams(2_000 / PACE), begin: () => undefined },
    { title: '200 bytes every 20 ms', fault: streams('slow'), begin: () => undefined },
    {
      title: 'a token that is taken no more',
      fault: () => ({ refuse: (asked) => (asked.token === 'token-of-old' ? { status: 401 } : undefined) }),
      begin: cut,
    },
    {
      title: 'a certificate of a new authority',
      fault: () => ({}),
      begin: () => {
        proxy.renew();
        cut();
      },
    },
  ];

  describe.each([
    ['lists as streams', {}],
    ['lists in pages', withoutStream],
  ])('%s', (_mode, base: Fault) => {
    test.each(faults)(
      '$title: every state that stands is told, none is lost',
      async ({ fault: makeFault, begin }) => {
        const begun = await start(base);
        const fault = makeFault();
        const before = proxy.requests.length;
        proxy.fault = {
          refuse: (asked) => base.refuse?.(asked) ?? fault.refuse?.(asked),
          ...(fault.stream !== undefined && { stream: fault.stream }),
        };
        begin();
        await live(FAULT, 'while');
        const asked = proxy.requests.length - before;
        proxy.fault = base;
        await live(0, 'after');
        const expected = await truth();
        await until('the truth', () => told(begun) === expected, 40_000).catch(() => {
          expect(told(begun)).toBe(expected);
        });
        expect(begun.log.filter(({ type }) => type === 'present').length).toBeGreaterThan(10);
        // Nothing storms: in eight seconds a few requests, where streams are closed in their time one for each.
        expect(asked).toBeLessThanOrEqual(typeof fault.stream === 'number' ? 8 : 7);
      },
    );
  });

  it('a page that expires before it is asked for is not a loss: the list is read anew, in one piece', async () => {
    for (let index = 0; index < 510; index += 1) await make(`more-${index}`);
    proxy.fault = {
      refuse: (asked) =>
        withoutStream.refuse(asked) ?? (asked.query.has('continue') ? { status: 410 } : undefined),
    };
    const begun = await start(proxy.fault);
    expect(told(begun)).toBe(await truth());
    expect(proxy.requests.slice(0, 4).map(({ query }) => query.get('limit'))).toEqual([
      null,
      '500',
      '500',
      null,
    ]);
  });

  it('within an unbroken watch every change is told, or counted as replaced by a later one', async () => {
    const begun = await start({});
    const before = begun.log.filter(({ type }) => type === 'present').length;
    for (let index = 0; index < 100; index += 1) await say(index, `change${index}`);
    const expected = await truth();
    await until('the last', () => told(begun) === expected);
    const seen = begun.log.filter(({ type }) => type === 'present').length - before;
    expect(seen + begun.coalesced()).toBe(100);
    expect(proxy.requests.length).toBe(1);
  });

  it('while everything is answered with 410 no more than one request comes every 5 seconds', async () => {
    await start({});
    proxy.fault = { refuse: () => ({ status: 410 }) };
    proxy.cut();
    const before = proxy.requests.length;
    await READ_CLOCK.wait(20_000 / PACE, new AbortController().signal);
    expect(proxy.requests.length - before).toBeLessThanOrEqual(4);
  });
});
