import type { Cause } from '../../../../core/status/claim-status';
import {
  CauseFollower,
  type CauseFollowerOptions,
} from '../../../../collector/informer/cause/cause-follower';
import { seenByAll } from '../../../../collector/informer/seen-by-all';
import { createLogger } from '../../../../collector/service/logger';
import { runCollector } from '../../../fixtures/collector/collector';
import { claimOf, gone, present, waitingClaim } from '../../../fixtures/informer/claims';
import { ManualClock } from '../../../fixtures/informer/manual-clock';
import { ObjectWorld, refTo } from '../../../fixtures/informer/object-world';
import { SenderWorld } from '../../../fixtures/informer/sender-world';

const DENIED = [['Synced', 'False', 'ReconcileError', 'denied']] as const;
const WELL = [
  ['Ready', 'True', 'Available'],
  ['Synced', 'True', 'ReconcileSuccess'],
] as const;

let clock: ManualClock;
let world: ObjectWorld;
let follower: CauseFollower;
const told: (readonly [name: string, cause: string | undefined])[] = [];

function follow(options: Partial<CauseFollowerOptions> = {}): void {
  follower = new CauseFollower({
    objects: world,
    events: world,
    sink: { cause: (_kind, { name }, cause) => void told.push([name, wordsOf(cause)]) },
    clock,
    logger: createLogger('silent', { write: () => undefined }),
    random: () => 0.5,
    ...options,
  });
  follower.start();
}
const wordsOf = (cause: Cause | undefined): string | undefined =>
  cause && `${cause.kind} ${cause.name}: ${cause.message ?? ''}`;

beforeEach(() => {
  clock = new ManualClock();
  world = new ObjectWorld(() => clock.now());
  told.length = 0;
});
afterEach(async () => {
  await follower.close();
});

/** A composite with one bucket that is denied. */
function denied(name: string): { composite: ReturnType<typeof refTo> } {
  const bucket = world.add(refTo('Bucket', name), DENIED);
  return {
    composite: world.add(refTo('XDatabase', name), [['Ready', 'False', 'Creating']], { refs: [bucket] }),
  };
}
const see = (claim: ReturnType<typeof claimOf>): void => {
  follower.seen(present(claim, clock.now()));
};

describe('a claim that is not Ready', () => {
  it('is followed after 30 seconds, not before', async () => {
    follow();
    see(waitingClaim('one', denied('one')));
    await clock.advance(29_000);
    expect(world.read).toEqual([]);
    await clock.advance(2_000);
    expect(told).toEqual([['one', 'Bucket one: denied']]);
  });

  it('is followed at once where it says that it waits for longer', async () => {
    follow();
    const ready = {
      status: 'False',
      reason: 'Waiting',
      message: '',
      lastTransitionTime: '2026-11-27T08:00:00Z',
    } as const;
    see(waitingClaim('one', { ...denied('one'), ready }));
    await clock.advance(10);
    expect(told).toHaveLength(1);
  });

  it('is looked at again ever less often, and told of again only where it is something else', async () => {
    follow();
    see(waitingClaim('one', denied('one')));
    await clock.advance(3_600_000);
    const walks = world.read.length / 2;
    expect(walks).toBeGreaterThan(5);
    expect(walks).toBeLessThan(16);
    expect(told).toHaveLength(1);
    world.add(refTo('Bucket', 'one'), [['Synced', 'False', 'ReconcileError', 'another thing']]);
    await clock.advance(600_000);
    expect(told.at(-1)).toEqual(['one', 'Bucket one: another thing']);
  });

  it('that recovers has no cause any more, before anything is read', async () => {
    follow();
    see(waitingClaim('one', denied('one')));
    await clock.advance(31_000);
    const read = world.read.length;
    see(claimOf('one', denied('one')));
    expect(told.at(-1)).toEqual(['one', undefined]);
    await clock.advance(3_600_000);
    expect(world.read).toHaveLength(read);
  });

  it('that is gone, or was ready again within 30 seconds, is not followed', async () => {
    follow();
    see(waitingClaim('gone', denied('gone')));
    see(waitingClaim('flickers', denied('flickers')));
    await clock.advance(20_000);
    follower.seen(gone(waitingClaim('gone'), clock.now()));
    see(claimOf('flickers'));
    await clock.advance(3_600_000);
    expect(world.read).toEqual([]);
  });

  it('keeps its cause while the API server does not answer, and is asked about ever less often', async () => {
    follow();
    see(waitingClaim('one', denied('one')));
    await clock.advance(31_000);
    world.instead = { type: 'failed', why: 'the API server answered 503' };
    world.times.length = 0;
    await clock.advance(1_800_000);
    expect(world.times.length).toBeGreaterThan(5);
    expect(world.times.length).toBeLessThan(1_800 / 20);
    expect(told).toHaveLength(1);
    world.instead = { type: 'failed', why: 'the API server answered 429', retryAfter: 120_000 };
    await clock.advance(60_000);
    world.times.length = 0;
    await clock.advance(600_000);
    const pauses = world.times.slice(1).map((at, index) => at - (world.times[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(120_000);
  });

  it('is told apart from its composite that is Ready, after a minute', async () => {
    follow();
    const composite = world.add(refTo('XDatabase', 'one'), WELL);
    see(waitingClaim('one', { composite }));
    await clock.advance(60_000);
    expect(told).toEqual([]);
    await clock.advance(40_000);
    expect(told).toEqual([
      ['one', expect.stringMatching(/^XDatabase one: the claim says Ready=False \(Waiting\)/)],
    ]);
  });
});

describe('a claim that says it is well', () => {
  const hidden = (): ReturnType<typeof claimOf> => {
    const bucket = world.add(refTo('Bucket', 'b'), DENIED);
    return claimOf('one', { composite: world.add(refTo('XDatabase', 'one'), WELL, { refs: [bucket] }) });
  };

  it('is followed once, a minute after its spec changed', async () => {
    follow();
    see(hidden());
    await clock.advance(600_000);
    expect(world.read).toEqual([]);
    see({ ...hidden(), generation: 2 });
    await clock.advance(59_000);
    expect(world.read).toEqual([]);
    await clock.advance(2_000);
    expect(told).toEqual([['one', 'Bucket b: denied']]);
    world.add(refTo('Bucket', 'b'), WELL);
    await clock.advance(600_000);
    expect(told.at(-1)).toEqual(['one', undefined]);
    const read = world.read.length;
    await clock.advance(3_600_000);
    expect(world.read).toHaveLength(read);
  });

  it('is followed in a slow sweep, spread over its time', async () => {
    follow({ sweep: 3_600_000 });
    for (let index = 0; index < 10; index++) see({ ...hidden(), name: `c${index}`, uid: `u${index}` });
    await clock.advance(1_000);
    expect(world.read.length).toBeLessThanOrEqual(4);
    await clock.advance(3_600_000);
    expect(new Set(told.map(([name]) => name)).size).toBe(10);
    expect(follower.figures.walks).toBeGreaterThanOrEqual(10);
  });
});

it('never asks more than 20 times in a second, whatever a thousand claims wait for', async () => {
  follow({ sweep: 3_600_000 });
  for (let index = 0; index < 1_000; index++) {
    const { composite } = denied(`c${index}`);
    see(waitingClaim(`c${index}`, { composite }));
  }
  await clock.advance(150_000);
  expect(told).toHaveLength(1_000);
  const { times } = world;
  const most = Math.max(
    ...times.map((at, index) => times.filter((other, place) => place >= index && other < at + 1_000).length),
  );
  expect(most).toBeLessThanOrEqual(20);
  expect(most).toBeGreaterThan(15);
});

it('goes out with the report: a cause while the claim waits, none once it is Ready', async () => {
  const collector = await runCollector();
  const line = new SenderWorld(`http://127.0.0.1:${collector.port}`, { clock });
  follow({ sink: line.sender });
  const all = seenByAll([follower, line.sender]);
  const entry = async (): Promise<unknown> => {
    const [status] = (await collector.store.read('prod')).statuses;
    return [status?.status.statusMessage, status?.status.ready?.status, status?.status.cause?.name];
  };
  all.seen(present(waitingClaim('one', denied('b')), clock.now()));
  await line.quiet();
  expect(await entry()).toEqual(['waiting for composite', 'False', undefined]);
  await clock.advance(31_000);
  await line.quiet();
  expect(await entry()).toEqual(['waiting for composite', 'False', 'b']);
  const before = line.bodies('/api/v1/status:batch').length;
  all.seen(present(claimOf('one', denied('b')), clock.now()));
  await line.quiet();
  expect(await entry()).toEqual(['Ready=True', 'True', undefined]);
  expect(line.bodies('/api/v1/status:batch')).toHaveLength(before + 1);
  await line.close();
  await collector.close();
});
