import type { ObservedClaim } from '../../../../collector/reconciler/observed/observed-claim';
import { observed } from '../observed';
import { AlertWorld } from './alert-world';

const FAILED = { status: { statusMessage: '', ready: { status: 'False', reason: 'Quota' } } } as const;
const FRESH = { status: { statusMessage: '' }, wasReady: false } as const;
const failed = (name: string, more: Partial<ObservedClaim> = {}): ObservedClaim =>
  observed(name, { ...FAILED, ...more });

describe('alerts', () => {
  let world: AlertWorld;
  beforeEach(async () => {
    world = new AlertWorld();
    world.claims = [observed('db'), failed('web')];
    expect(await world.pass()).toEqual([]);
  });

  it('are posted once for every change to active, error, unknown and gone', async () => {
    world.claims = [failed('db'), failed('web')];
    expect(await world.pass()).toEqual(['prod/db: active → error']);
    expect(await world.pass()).toEqual([]);
    world.claims = [observed('db'), observed('web', { silentSince: world.now })];
    expect(await world.pass()).toEqual(['prod/db: error → active', 'prod/web: error → unknown']);
    world.claims = [observed('db', { isDeleting: true }), failed('web')];
    expect(await world.pass()).toEqual(['prod/web: unknown → error']);
    world.claims = [observed('db', { goneSince: world.now }), failed('web')];
    expect(await world.pass()).toEqual(['prod/db: active → gone']);
    world.claims = [failed('web')];
    expect(await world.pass()).toEqual([]);
  });

  it('are posted of a new claim once it is Ready, or where it fails from the start, also over a restart', async () => {
    const young = { ...FRESH, firstSeenAt: world.now };
    world.claims.push(observed('cache', young), failed('queue'));
    expect(await world.pass()).toEqual(['prod/queue: nothing → error']);
    world.restart();
    world.claims[2] = observed('cache');
    expect(await world.pass()).toEqual(['prod/cache: creating → active']);
  });

  it('are not posted of a claim that is heard of for the first time and is well', async () => {
    world.claims.push(observed('cache'));
    expect(await world.pass()).toEqual([]);
    world.claims.push(failed('db', { cluster: 'test' }), observed('web', { cluster: 'test' }));
    expect(await world.pass()).toEqual([]);
    world.claims[3] = observed('db', { cluster: 'test' });
    expect(await world.pass()).toEqual(['test/db: error → active']);
  });

  it('wait for a receiver that takes nothing, with growing pauses, and have the same id at every try', async () => {
    world.outcomes = [
      { does: 'failed', reason: 'it answers 503' },
      { does: 'failed', reason: 'it answers 503' },
    ];
    world.claims = [failed('db'), failed('web')];
    expect(await world.pass()).toHaveLength(1);
    expect(await world.pass(9_999)).toEqual([]);
    expect(await world.pass(1)).toHaveLength(1);
    expect(await world.pass(14_999)).toEqual([]);
    expect(await world.pass(1)).toHaveLength(1);
    expect(await world.pass(60_000)).toEqual([]);
    expect(new Set(world.posts.flat().map(({ id }) => id)).size).toBe(1);
    expect(world.log.join('')).toContain('it answers 503');
  });

  it('wait as long as the receiver asks', async () => {
    world.outcomes = [{ does: 'failed', reason: 'it answers 429', retryAfter: 300_000 }];
    world.claims = [failed('db'), failed('web')];
    await world.pass();
    expect(await world.pass(299_999)).toEqual([]);
    expect(await world.pass(1)).toHaveLength(1);
  });

  it('tell of a claim that changed back meanwhile: what was sent may have arrived', async () => {
    world.outcomes = [{ does: 'failed', reason: 'it does not answer in time' }];
    world.claims = [failed('db'), failed('web')];
    await world.pass();
    world.restart();
    world.claims = [observed('db'), failed('web')];
    expect(await world.pass(60_000)).toEqual(['prod/db: error → active']);
    expect(await world.pass(60_000)).toEqual([]);
  });

  it('survive a restart: what was not taken is told with the same id, what was is not told again', async () => {
    world.outcomes = [{ does: 'failed', reason: 'it answers 500' }];
    world.claims = [failed('db'), failed('web')];
    await world.pass();
    world.restart();
    expect(await world.pass()).toEqual(['prod/db: active → error']);
    world.restart();
    expect(await world.pass()).toEqual([]);
    expect(world.posts[0]?.[0]?.id).toBe(world.posts[1]?.[0]?.id);
  });

  it('have another id for the same change at another time', async () => {
    for (const claim of [failed('db'), observed('db'), failed('db')]) {
      world.claims = [claim, failed('web')];
      expect(await world.pass()).toHaveLength(1);
    }
    expect(new Set(world.posts.flat().map(({ id }) => id)).size).toBe(3);
  });

  it('are dropped, and that is said, where the receiver does not want them; the others are told', async () => {
    world.claims = Array.from({ length: 150 }, (_, index) => observed(`db-${index}`));
    await world.pass();
    world.claims = world.claims.map((_, index) => failed(`db-${index}`));
    world.outcomes = [{ does: 'refused', reason: 'it answers 422' }];
    expect(await world.pass()).toHaveLength(150);
    expect(world.posts.map((post) => post.length)).toEqual([100, 50]);
    expect(world.log.join('')).toContain('refuses some changes');
    expect(await world.pass()).toEqual([]);
  });

  it('are posted by who leads alone, and a later leader goes on where the earlier one stopped', async () => {
    world.leads = undefined;
    world.claims = [failed('db'), failed('web')];
    expect(await world.pass()).toEqual([]);
    world.leads = 2;
    expect(await world.pass()).toEqual(['prod/db: active → error']);
    world.leads = 3;
    expect(await world.pass()).toEqual([]);
  });

  it('hold no secret that a controller wrote into its message', async () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    world.claims = [
      failed('db', { status: { statusMessage: '', ready: { status: 'False', reason: token } } }),
    ];
    await world.pass();
    expect(JSON.stringify(world.posts)).not.toContain(token);
    expect(world.posts[0]?.[0]?.message).toContain('••••');
  });

  it('begin anew, without a word, where their notes cannot be read', async () => {
    world.restart();
    world.notes.set('alerts/prod', '{"x": 1}');
    world.claims = [failed('db'), failed('web')];
    expect(await world.pass()).toEqual([]);
    world.claims = [observed('db'), failed('web')];
    expect(await world.pass()).toEqual(['prod/db: error → active']);
  });
});
