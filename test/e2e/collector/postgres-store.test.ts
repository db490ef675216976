import { reportKey } from '../../../core/status/report-key';
import { STORE_RULES, type StoreRules } from '../../../collector/store/decide/store-rules';
import { openPostgresStore } from '../../../collector/store/postgres/open-postgres-store';
import type { BatchResult, Session, StatusStore } from '../../../collector/store/status-store';
import { legacy, statusStoreContract, typed } from '../../contract/status-store';
import { describeWithPostgres } from '../../fixtures/postgres/describe-with-postgres';
import { type PostgresServer, query, startPostgres } from '../../fixtures/postgres/postgres-server';

const KINDS = [{ group: 'acme.io', kind: 'Database' }];

describeWithPostgres('a store in PostgreSQL', () => {
  let server: PostgresServer;
  let url: string;
  let opened: StatusStore[];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    url = await server.createDatabase();
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((store) => store.close()));
  });

  const open = async (rules: StoreRules = STORE_RULES): Promise<StatusStore> => {
    const store = await openPostgresStore({ url, rules });
    opened.push(store);
    return store;
  };
  const session = async (store: StatusStore, cluster = 'prod'): Promise<Session> => {
    const answer = await store.openSession({ cluster, informer: 'a', kinds: KINDS, standby: false });
    if (!('epoch' in answer)) throw new Error('held');
    return answer;
  };
  const say = (store: StatusStore, cluster: string, claim: string, message = 'm'): Promise<BatchResult> =>
    store.report({ cluster, reports: [legacy(cluster, claim, message)] });
  /** What the database counts beside the rows, and what the rows are. */
  const counts = (): Promise<readonly Record<string, unknown>[]> =>
    query(
      url,
      `SELECT c.name, c.claims::int AS claims, (SELECT count(*)::int FROM collector_statuses s WHERE s.cluster = c.name) AS rows
       FROM collector_clusters c ORDER BY 1`,
    );

  describe('keeps the contract:', () => {
    statusStoreContract(() => Promise.resolve({ open, remove: () => undefined }));
  });

  it('answers many at once with few commits, and what was asked before it is closed', async () => {
    const store = await open();
    const reports = Array.from({ length: 200 }, (_, index) => say(store, 'a', `x/${index}`));
    await store.close();
    expect(await Promise.all(reports)).toHaveLength(200);
    await expect(say(store, 'a', 'x/late')).rejects.toMatchObject({ code: 'store-unavailable' });
    const again = await open();
    expect((await again.read('a')).statuses).toHaveLength(200);
    await Promise.all(Array.from({ length: 200 }, (_, index) => say(again, 'a', `x/${index}`, 'n')));
    expect((await again.figures()).commits).toBeLessThan(50);
  });

  it('brings the schema up to date once, however many start at once, and refuses a newer one', async () => {
    const stores = await Promise.all(Array.from({ length: 6 }, () => open()));
    await Promise.all(stores.map((store, index) => say(store, 'a', `x/${index}`)));
    expect((await open().then((store) => store.read())).statuses).toHaveLength(6);
    expect(await query(url, 'SELECT count(*)::int AS rows FROM collector_latest_epoch')).toEqual([
      { rows: 1 },
    ]);
    await query(url, 'UPDATE collector_schema SET version = 1000');
    await expect(open()).rejects.toMatchObject({ code: 'store-unreadable' });
  });

  it('keeps names that a database would refuse, and tells long ones apart', async () => {
    const store = await open();
    const long = 'ü'.repeat(5_000);
    const hash = /"(sha256:\w+)"/;
    const names = ['nul\0', 'half \ud800', long, `${long}x`, 'sha256:0', 'a"b\\c', '{"x"}', 'NULL', ''];
    for (const cluster of names) {
      for (const claim of names) await say(store, cluster, claim, `${cluster} ${claim}`.slice(-20));
    }
    await session(store, 'nul\0');
    await store.report({
      cluster: long,
      reports: [typed(long, { cluster: long }), typed('x', { cluster: long, ready: undefined })],
    });
    const [row] = await query(url, `SELECT name FROM collector_clusters WHERE name LIKE '"sha256:%' LIMIT 1`);
    const forged = hash.exec(String(row?.['name']))?.[1] ?? '';
    await say(store, forged, 'x');
    const { statuses, clusters } = await store.read();
    expect(statuses).toHaveLength(names.length ** 2 + 3);
    expect(new Set(clusters.map(({ cluster }) => cluster))).toEqual(new Set([...names, forged]));
    for (const cluster of names) {
      const found = (await store.read(cluster)).statuses.filter(({ identity }) => identity === undefined);
      expect(found.map(({ claimRef }) => claimRef).sort()).toEqual([...names].sort());
      expect(await store.history(reportKey(legacy(cluster, long, '')))).toHaveLength(1);
    }
    expect(await store.forget(long)).toBe(true);
    expect((await store.read()).statuses).toHaveLength(names.length * (names.length - 1) + 1);
  });

  describe('shared by two collectors', () => {
    it('holds the truth after conflicting reports, and never waits for itself', async () => {
      const stores = [await open(), await open()];
      const clusters = ['a', 'b', 'c', 'd'];
      const epochs = new Map<string, number>();
      for (const cluster of clusters) epochs.set(cluster, (await session(stores[0]!, cluster)).epoch);
      const truth = new Map<string, number>();
      const calls = Array.from({ length: 1200 }, (_, index) => {
        const cluster = clusters[(index * 7) % 4]!;
        const epoch = epochs.get(cluster)!;
        const sequence = 1 + index + ((index * 7919) % 97);
        const reports = [index % 5, (index * 3) % 5, `new-${index}`].map((claim) => {
          const key = `${cluster} shop/${claim}`;
          truth.set(key, Math.max(truth.get(key) ?? 0, sequence));
          const ready = { status: sequence % 2 === 0 ? 'True' : 'False' } as const;
          const state = { statusMessage: String(sequence), ready, order: { epoch, sequence } };
          return typed(String(claim), { cluster, ...state });
        });
        return { cluster, epoch, reports };
      });
      // Each collector sends a few at a time and waits for nobody else: their transactions interleave.
      const send = async (store: StatusStore, own: typeof calls): Promise<void> => {
        for (let at = 0; at < own.length; at += 3) {
          const answers = await Promise.all(own.slice(at, at + 3).map((batch) => store.report(batch)));
          for (const answer of answers) expect(answer).toHaveProperty('outcomes');
        }
      };
      await Promise.all(
        stores.map((store, own) =>
          send(
            store,
            calls.filter((_, index) => Math.floor(index / 4) % 2 === own),
          ),
        ),
      );
      const found = (await stores[1]!.read()).statuses.map(
        ({ cluster, claimRef, status }) => [`${cluster} ${claimRef}`, Number(status.statusMessage)] as const,
      );
      expect(new Map(found)).toEqual(truth);
      expect(found).toHaveLength(truth.size);
      for (const { claims, rows } of await counts()) expect(claims).toBe(rows);
      for (const cluster of clusters) {
        const told = (await stores[0]!.history(reportKey(typed('0', { cluster })))).map((each) =>
          Number(each.statusMessage),
        );
        expect(told).toEqual([...new Set(told)].sort((one, other) => one - other));
      }
    });

    it('issues no epoch twice', async () => {
      const stores = [await open(), await open()];
      const sessions = await Promise.all(
        Array.from({ length: 120 }, (_, index) => session(stores[index % 2]!, `cluster-${index % 30}`)),
      );
      expect(new Set(sessions.map(({ epoch }) => epoch)).size).toBe(120);
      const held = await query(url, 'SELECT body FROM collector_sessions');
      const holders = held.map(({ body }) => JSON.parse(String(body)) as Session);
      expect(holders.filter(({ supersededBy }) => supersededBy === undefined)).toHaveLength(30);
    });

    it('keeps to the limits of claims and clusters', async () => {
      const rules = { ...STORE_RULES, clusters: 10, claimsPerCluster: 5 };
      const stores = [await open(rules), await open(rules)];
      const answers = await Promise.all(
        Array.from({ length: 600 }, (_, index) => say(stores[index % 2]!, `c-${index % 20}`, `x/${index}`)),
      );
      expect(answers.filter((answer) => 'outcomes' in answer)).toHaveLength(50);
      expect(await counts()).toHaveLength(10);
      expect((await stores[0]!.read()).statuses).toHaveLength(50);
      await stores[0]!.forget('none');
      const [known] = (await stores[0]!.read()).statuses;
      await stores[1]!.forget(known!.cluster, known!.claimRef);
      expect(await say(stores[0]!, known!.cluster, 'x/new')).toMatchObject({ outcomes: ['stored'] });
      expect(await say(stores[1]!, known!.cluster, 'x/more')).toEqual({ refused: 'too-many-claims' });
    });
  });

  describe('when something fails', () => {
    it('does not know what became of a report while the database goes down, and loses or doubles nothing', async () => {
      const store = await open();
      const { epoch } = await session(store);
      const acknowledged = new Map<string, number>();
      let failures = 0;
      let isOver = false;
      const informer = async (claim: string): Promise<void> => {
        for (let sequence = 1; sequence <= 40 || !isOver; sequence++) {
          const ready = { status: sequence % 2 === 0 ? 'True' : 'False' } as const;
          const order = { epoch, sequence };
          const report = typed(claim, { order, ready, statusMessage: String(sequence) });
          for (;;) {
            try {
              await store.report({ cluster: 'prod', epoch, reports: [report] });
              acknowledged.set(claim, sequence);
              break;
            } catch (error) {
              expect(error).toMatchObject({ code: 'store-unavailable' });
              failures += 1;
              await pause(20);
            }
          }
        }
      };
      const informers = Array.from({ length: 20 }, (_, index) => informer(`claim-${index}`));
      for (let round = 0; round < 5; round++) {
        await pause(60 + round * 37);
        const kept = new Map(acknowledged);
        await (round % 2 === 0 ? server.crash() : server.stop());
        await expect(store.check()).rejects.toMatchObject({ code: 'store-unavailable' });
        await server.start();
        const stored = new Map(
          (await eventually(() => store.read())).statuses.map(({ claimRef, status }) => [
            claimRef.slice(5),
            Number(status.statusMessage),
          ]),
        );
        for (const [claim, sequence] of kept) expect(stored.get(claim)).toBeGreaterThanOrEqual(sequence);
      }
      isOver = true;
      await Promise.all(informers);
      expect(failures).toBeGreaterThan(0);
      await eventually(() => store.check());
      const { statuses } = await store.read();
      expect(statuses).toHaveLength(20);
      for (const status of statuses) {
        const last = acknowledged.get(status.claimRef.slice(5))!;
        expect(status.status.statusMessage).toBe(String(last));
        const told = (await store.history(reportKey(status))).map((each) => Number(each.statusMessage));
        expect(told).toEqual(
          Array.from({ length: told.length }, (_, index) => last - told.length + 1 + index),
        );
        expect(told).toHaveLength(Math.min(last, 50));
      }
    });

    it('goes on by itself when its connections are cut', async () => {
      const store = await open();
      await say(store, 'a', 'x/1');
      await store.read();
      const cut = `SELECT count(pg_terminate_backend(pid))::int AS cut FROM pg_stat_activity
        WHERE application_name = 'claims-collector' AND datname = current_database()`;
      expect((await query(url, cut))[0]?.['cut']).toBeGreaterThanOrEqual(2);
      await eventually(() => say(store, 'a', 'x/2'));
      expect((await eventually(() => store.read())).statuses).toHaveLength(2);
      await expect(store.check()).resolves.toBeUndefined();
    });

    it('is full when the disk is, keeps nothing of the call, and goes on once there is room', async () => {
      const store = await open();
      await say(store, 'a', 'x/1');
      await query(url, raising('53100', 'true'));
      await expect(say(store, 'a', 'x/2')).rejects.toMatchObject({ code: 'store-full' });
      await expect(store.check()).rejects.toMatchObject({ code: 'store-full' });
      expect((await store.read()).statuses).toHaveLength(1);
      await query(url, 'DROP FUNCTION raising() CASCADE');
      await expect(store.check()).resolves.toBeUndefined();
      expect(await say(store, 'a', 'x/2')).toMatchObject({ outcomes: ['stored'] });
      expect(await query(url, 'SELECT count(*)::int AS rows FROM collector_transitions')).toEqual([
        { rows: 2 },
      ]);
    });

    it('lets no call that the database refuses keep others out', async () => {
      const store = await open();
      await query(url, raising('22000', "NEW.body LIKE '%poison%'"));
      const answers = await Promise.allSettled(
        ['one', 'poison', 'two'].map((message) => say(store, 'a', `x/${message}`, message)),
      );
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await store.read()).statuses).toHaveLength(2);
      expect((await counts())[0]).toMatchObject({ claims: 2 });
    });

    it('reads while a write waits', async () => {
      const store = await open();
      await say(store, 'a', 'x/1');
      const held = query(
        url,
        'BEGIN; LOCK TABLE collector_statuses IN EXCLUSIVE MODE; SELECT pg_sleep(1.5); COMMIT',
      );
      await pause(300);
      const order: string[] = [];
      await Promise.all([
        say(store, 'a', 'x/2').then(() => order.push('written')),
        store.read().then(() => order.push('read')),
        store.check().then(() => order.push('checked')),
        held,
      ]);
      expect(order.at(-1)).toBe('written');
    });

    it('never tells the password', async () => {
      const wrong = url.replace(server.password, 'wrong-hunter2');
      const urls = [
        wrong,
        wrong.replace(/:\d+\//, ':1/'),
        wrong.replace('127.0.0.1', 'localhost').replace(/:\d+\//, ':1/'),
        wrong.replace('wrong-hunter2', 'wrong@hunter2'),
        wrong.replace('wrong-hunter2', '12/wrong-hunter2'),
        wrong.replace('wrong-hunter2', 'wrong#hunter2'),
        wrong.replace('wrong-hunter2@', '%zz-hunter2@'),
        wrong.replace('postgresql:', 'mysql:'),
        url.replace(/\/[^/]*$/, '/none'),
        `${url}?sslmode=require`,
      ];
      for (const each of urls) {
        const error: unknown = await openPostgresStore({ url: each, rules: STORE_RULES }).catch(
          (reason: unknown) => reason,
        );
        expect(error).toMatchObject({ code: expect.stringMatching(/^store-un/) });
        const { message, cause } = error as Error;
        expect(`${message} ${String(cause)} ${JSON.stringify(error)}`).not.toMatch(/hunter2|secret-/);
      }
      await expect(openPostgresStore({ url: wrong, rules: STORE_RULES })).rejects.toMatchObject({
        code: 'store-unreadable',
        message: expect.stringContaining('28P01'),
      });
    });
  });
});

/** A trigger that makes writes fail with an error of the database. */
function raising(sqlState: string, when: string): string {
  const tables = ['collector_statuses', 'collector_transitions'];
  return `CREATE FUNCTION raising() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF ${when} THEN RAISE EXCEPTION 'as if' USING ERRCODE = '${sqlState}'; END IF; RETURN NEW; END $$;
    ${tables
      .map(
        (table) =>
          `CREATE TRIGGER raising BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION raising()`,
      )
      .join(';')}`;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

async function eventually<T>(what: () => Promise<T>): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    try {
      return await what();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(50);
    }
  }
}
