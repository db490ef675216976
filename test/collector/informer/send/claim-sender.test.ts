import { statusEntries } from '../../../../collector/server/routes/status-list';
import { DAMPING } from '../../../../collector/store/damping';
import { STORE_RULES } from '../../../../collector/store/decide/store-rules';
import { runCollector, type RunningCollector } from '../../../fixtures/collector/collector';
import { storeInThread } from '../../../fixtures/collector/store-in-thread';
import { temporaryFolder } from '../../../fixtures/git/git';
import {
  BUCKET,
  DATABASE,
  claimOf,
  gone,
  listed,
  present,
  waitingClaim,
} from '../../../fixtures/informer/claims';
import { SenderWorld } from '../../../fixtures/informer/sender-world';

const BATCH = '/api/v1/status:batch';
const SESSIONS = '/api/v1/sessions';

let collector: RunningCollector;
const worlds: SenderWorld[] = [];

beforeAll(async () => {
  collector = await runCollector();
});
afterAll(async () => {
  await collector.close();
});
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
  await collector.store.forget('prod');
});

function world(options: ConstructorParameters<typeof SenderWorld>[1] = {}): SenderWorld {
  const made = new SenderWorld(`http://127.0.0.1:${collector.port}/`, options);
  worlds.push(made);
  return made;
}

async function stored(cluster = 'prod'): Promise<Record<string, unknown>[]> {
  const rules = { silence: { session: 600_000, legacy: undefined }, damping: { ...DAMPING, stableAfter: 0 } };
  const snapshot = await collector.store.read(cluster);
  return statusEntries(snapshot, rules, Date.now()) as Record<string, unknown>[];
}
const names = async (): Promise<unknown[]> => (await stored()).map(({ claimRef }) => claimRef);

describe('a sender and our collector', () => {
  it('reports all that is known of a claim, with the original’s message', async () => {
    const { sender, quiet } = bound(world());
    const claim = waitingClaim('one', { generation: 3, observedGeneration: 2 });
    sender.seen(present(claim, 1_000));
    await quiet();
    const cause = {
      apiVersion: 'aws/v1',
      kind: 'Instance',
      name: 'one-x',
      reason: 'Quota',
      message: 'no more',
    };
    sender.cause(DATABASE, claim, cause);
    await quiet();
    expect(await stored()).toEqual([
      expect.objectContaining({
        cluster: 'prod',
        claimRef: 'shop/one',
        statusMessage: 'waiting for composite',
        apiVersion: 'acme.io/v1',
        kind: 'Database',
        uid: 'uid-one',
        generation: 3,
        observedGeneration: 2,
        ready: { status: 'False', reason: 'Waiting', message: 'waiting for composite' },
        synced: { status: 'True', reason: 'ReconcileSuccess' },
        cause,
        observedAt: '1970-01-01T00:00:01.000Z',
      }),
    ]);
  });

  it('sends nothing where nothing changed, and a heartbeat before its lease ends', async () => {
    const { sender, quiet, clock, bodies, until } = bound(world());
    sender.seen(present(claimOf('one'), 1));
    await quiet();
    sender.seen(present(claimOf('one', { resourceVersion: '2' }), 2));
    await quiet();
    expect(bodies(BATCH)).toHaveLength(1);
    await clock.advance(20_000);
    await until(() => bodies(BATCH).length === 2, false);
    expect(bodies(BATCH)[1]).toMatchObject({ reports: [] });
  });

  it('coalesces what changes while a request is under way to the latest state', async () => {
    const made = world();
    const { sender, quiet, bodies } = bound(made);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    made.fault = async (next, { path }) => {
      if (path === BATCH) await held;
      return next();
    };
    sender.seen(present(claimOf('one'), 1));
    await made.reached(BATCH);
    for (let generation = 2; generation <= 50; generation++) {
      sender.seen(present(claimOf('one', { generation }), generation));
    }
    release();
    await quiet();
    const generations = bodies(BATCH).flatMap(({ reports }) =>
      (reports as unknown as { generation: number }[]).map((each) => each.generation),
    );
    expect(generations.at(-1)).toBe(50);
    expect(generations.length).toBeLessThanOrEqual(2);
  });

  it('tells what is gone, also when a list no longer holds it or only an earlier process knew it', async () => {
    const { sender, quiet } = bound(world());
    for (const name of ['stays', 'goes', 'unlisted', 'of-before']) sender.seen(present(claimOf(name), 1));
    sender.seen(gone(claimOf('goes'), 2));
    await quiet();
    expect(await names()).toEqual(['shop/of-before', 'shop/stays', 'shop/unlisted']);
    sender.seen(listed([claimOf('stays'), claimOf('of-before')], 3));
    await quiet();
    expect(await names()).toEqual(['shop/of-before', 'shop/stays']);

    const next = bound(world());
    next.sender.seen(present(claimOf('stays'), 4));
    next.sender.seen(listed([claimOf('stays')], 5));
    await next.quiet();
    await next.until(() => next.sender.figures.digests > 0);
    await next.quiet();
    expect(await names()).toEqual(['shop/stays']);
  });

  it('keeps what was seen after a list was read', async () => {
    const { sender, quiet, until } = bound(world());
    sender.seen(present(claimOf('newer'), 11));
    sender.seen(listed([], 10));
    await quiet();
    await until(() => sender.figures.digests > 0);
    expect(await names()).toEqual(['shop/newer']);
  });

  it('reports an object that followed another one of its name', async () => {
    const { sender, quiet } = bound(world());
    sender.seen(present(claimOf('one'), 1));
    await quiet();
    sender.seen(gone(claimOf('one'), 2));
    sender.seen(present(claimOf('one', { uid: 'second' }), 3));
    await quiet();
    sender.seen(gone(claimOf('one'), 4));
    await quiet();
    expect(await stored()).toEqual([expect.objectContaining({ uid: 'second' })]);
  });

  it('asks only for what differs after the collector lost some of it', async () => {
    const { sender, quiet, until, clock, bodies } = bound(world());
    const claims = Array.from({ length: 300 }, (_each, index) => claimOf(`claim-${index}`));
    for (const claim of claims) sender.seen(present(claim, 1));
    sender.seen(listed(claims, 2));
    await quiet();
    await until(() => sender.figures.digests === 1, false);
    expect(sender.figures.differingBuckets).toBe(0);
    await collector.store.forget('prod', 'shop/claim-7');
    const before = bodies(BATCH).length;
    sender.seen(listed(claims, 3));
    await until(() => sender.figures.digests === 2, false);
    await clock.advance(0);
    await until(async () => (await names()).length === 300, false);
    const resent = bodies(BATCH)
      .slice(before)
      .flatMap(({ reports }) => reports as unknown as object[]);
    expect(sender.figures.differingBuckets).toBe(1);
    expect(resent.length).toBeLessThan(15);
  });

  it('keeps claims that appear while digests are compared', async () => {
    const before = bound(world());
    for (let index = 0; index < 300; index++) before.sender.seen(present(claimOf(`old-${index}`), 1));
    await before.quiet();
    const made = world();
    made.fault = async (next, { path }) => {
      const posted = await next();
      if (path.endsWith('/digest')) {
        for (let index = 0; index < 300; index++) made.sender.seen(present(claimOf(`new-${index}`), 3));
      }
      return posted;
    };
    made.sender.seen(listed([], 2));
    await made.until(() => made.sender.figures.digests > 0, false);
    await made.quiet();
    const known = await names();
    expect(known).toHaveLength(300);
    expect(known).toContain('shop/new-7');
  });

  it('does not take a claim for gone whose report is refused', async () => {
    const made = world();
    made.fault = (next, { path, body }) => {
      const reports = body['reports'] as unknown as { generation: number }[] | undefined;
      const wrong = reports?.findIndex(({ generation }) => generation === 2) ?? -1;
      if (path !== BATCH || wrong < 0) return next();
      const issues = [{ field: `reports.${wrong}.generation` }];
      return Promise.resolve({
        status: 422,
        text: JSON.stringify({ error: 'wrong', code: 'report-invalid', issues }),
      });
    };
    made.sender.seen(present(claimOf('one'), 1));
    await made.quiet();
    made.sender.seen(present(claimOf('one', { generation: 2 }), 2));
    made.sender.seen(listed([claimOf('one')], 3));
    await made.until(() => made.sender.figures.digests > 0, false);
    await made.quiet();
    expect(await names()).toEqual(['shop/one']);
    expect(made.sender.figures).toMatchObject({ rejected: 1, failures: 0 });
  });

  it('digests secrets as the collector keeps them', async () => {
    const { sender, until } = bound(world());
    const message = `cannot connect to postgres://admin:hunter2hunter2@db.example.com/orders ${'x'.repeat(5_000)}`;
    const claim = waitingClaim('one', {
      ready: { status: 'False', reason: 'r'.repeat(2_000), message },
      originalMessage: message,
    });
    sender.seen(present(claim, 1));
    sender.seen(listed([claim], 2));
    await until(() => sender.figures.digests === 1, false);
    expect(sender.figures.differingBuckets).toBe(0);
    expect(JSON.stringify(await stored())).not.toContain('hunter2');
  });

  it('says since when a kind cannot be read, and that it can be read again', async () => {
    const { sender, until } = bound(world());
    sender.seen(present(claimOf('one'), 1));
    sender.seen(listed([claimOf('one')], 2));
    sender.seen({ type: 'unreadable', kind: DATABASE, reason: 'databases is forbidden', since: 3 });
    await until(async () => (await stored())[0]?.['unreadableSince'] !== undefined, false);
    sender.seen({ type: 'readable', kind: DATABASE, at: 4 });
    await until(async () => (await stored())[0]?.['unreadableSince'] === undefined, false);
    expect(await names()).toEqual(['shop/one']);
  });

  it('opens a session anew where more kinds are watched', async () => {
    const { sender, quiet, bodies } = bound(world());
    sender.seen(present(claimOf('one'), 1));
    await quiet();
    sender.seen(present(claimOf('one', {}, BUCKET), 2, BUCKET));
    await quiet();
    expect((await stored()).map(({ kind }) => kind)).toEqual(['Bucket', 'Database']);
    expect(
      bodies(SESSIONS).map(({ kinds, standby }) => [(kinds as unknown as unknown[]).length, standby]),
    ).toEqual([
      [1, false],
      [2, false],
    ]);
  });

  it('takes over from the process before it, which stands by until the lease ends', async () => {
    const first = bound(world());
    first.sender.seen(present(claimOf('one'), 1));
    await first.quiet();
    const second = bound(world({ informer: 'informer-b' }));
    second.sender.seen(present(claimOf('one', { generation: 2 }), 2));
    await second.quiet();
    first.sender.seen(present(claimOf('one', { generation: 9 }), 3));
    await first.until(() => first.sender.state === 'standby', false);
    expect(await stored()).toEqual([expect.objectContaining({ generation: 2 })]);

    second.sender.seen(present(claimOf('two'), 4));
    await second.quiet();
    expect(second.sender.state).toBe('session');
    const leaseEnd = first.world.sent.length;
    await first.clock.advance(60_000);
    expect(first.world.sent.length - leaseEnd).toBeLessThanOrEqual(60_000 / 5_000);
    expect(first.sender.state).toBe('standby');
  });

  it('reports in a new session after the collector forgot the cluster', async () => {
    const { sender, quiet, until } = bound(world());
    sender.seen(present(claimOf('one'), 1));
    sender.seen(listed([claimOf('one')], 1));
    await quiet();
    await collector.store.forget('prod');
    sender.seen(present(claimOf('two'), 2));
    await until(async () => (await names()).length === 2, false);
    expect(sender.figures.sessions).toBe(2);
  });

  it('does not let a report that is refused hold up the others', async () => {
    const { sender, quiet } = bound(world());
    for (let index = 0; index < 60; index++) sender.seen(present(claimOf(`claim-${index}`), 1));
    sender.seen(present(claimOf('n'.repeat(300)), 1));
    sender.seen(present(claimOf('bad-uid', { uid: 'u'.repeat(200) }), 1));
    await quiet();
    expect(await stored()).toHaveLength(60);
    expect(sender.figures).toMatchObject({ rejected: 2, failures: 0 });
  });

  it('halves a batch of which the collector says no more than that it is too long', async () => {
    const made = world();
    const { sender, quiet } = bound(made);
    made.fault = (next, { path, body }) =>
      path === BATCH && (body['reports'] as unknown as object[]).length > 10
        ? Promise.resolve({ status: 413, text: 'too long' })
        : next();
    for (let index = 0; index < 100; index++) sender.seen(present(claimOf(`claim-${index}`), 1));
    await quiet();
    expect(await stored()).toHaveLength(100);
    expect(sender.figures).toMatchObject({ rejected: 0, failures: 0 });
  });
});

it('goes on with known claims where the collector has no room for more', async () => {
  const folder = temporaryFolder();
  const rules = { ...STORE_RULES, claimsPerCluster: 2 };
  const small = await runCollector({ store: storeInThread({ folder: folder.path, rules }) });
  const { sender, quiet, until, world: made } = bound(new SenderWorld(`http://127.0.0.1:${small.port}`));
  sender.seen(present(claimOf('one'), 1));
  sender.seen(present(claimOf('two'), 1));
  await quiet();
  sender.seen(present(claimOf('three'), 2));
  sender.seen(present(claimOf('one', { generation: 2 }), 2));
  const generation = async (): Promise<unknown> =>
    (await small.store.read('prod')).statuses.find(({ claimRef }) => claimRef === 'shop/one')?.status
      .generation;
  await until(async () => (await generation()) === 2, false);
  expect(sender.figures.failures).toBe(0);
  expect(made.sent.length).toBeLessThan(6);
  await made.close();
  await small.close();
  folder.remove();
});

/** Methods that may be taken apart from their world. */
function bound(made: SenderWorld) {
  return {
    world: made,
    sender: made.sender,
    clock: made.clock,
    quiet: () => made.quiet(),
    until: (holds: () => boolean | Promise<boolean>, move?: boolean) => made.until(holds, move),
    bodies: (path: string) => made.bodies(path),
  };
}
