import { setTimeout } from 'node:timers/promises';
import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import { until } from '../../fixtures/cluster/until';
import {
  CREATING,
  CrossplaneWorld,
  type ShortCondition,
  WAITING,
  WELL,
} from '../../fixtures/informer/crossplane-world';
import { type GiteaServer, startGitea } from '../gitea/gitea-server';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';
import { Chain, INFORMER } from './chain';
import { CommentWatch } from './comment-watch';
import { GiteaTarget } from './gitea-target';

/** What docs/forges.md asks for, and no more. */
const SCOPES = 'write:repository,write:issue';
/** What is written once a minute, some time to spare for a machine with other work. */
const WITHIN = 240_000;
const FLAPS = 100;
const QUOTA = 'cannot create: quota exceeded';

/** Every request is merged before the first test, and lives on while the tests before its own wait. */
describeWithTool(['gitea', ...CLUSTER_TOOLS], 'merged requests on a real Gitea, with the defaults', () => {
  let cluster: Cluster | undefined;
  let gitea: GiteaServer | undefined;
  let chain: Chain | undefined;
  let target: GiteaTarget;
  let world: CrossplaneWorld;
  let watch: CommentWatch | undefined;
  const merged = new Map<string, number>();
  let causeKnownAt = Infinity;
  let flaps: Promise<void> = Promise.resolve();
  const waits: Promise<void>[] = [];

  beforeAll(async () => {
    cluster = await startCluster({ users: [INFORMER] });
    world = new CrossplaneWorld(cluster.client());
    await world.prepare();
    await Chain.grant(cluster);
    for (const name of ['orders', 'plain', 'old', 'queue']) {
      await world.make('Database', name, { conditions: WELL });
    }
    gitea = await startGitea();
    target = await GiteaTarget.make(gitea, 'gitops', { old: 1, orders: 1, plain: 1, queue: 1 });
    chain = await Chain.start({ cluster, collector: target.settings(await gitea.addToken(SCOPES)) });
    const { reported } = { reported: (name: string) => chain?.reported(name) };
    await until('the claims of before', async () => (await reported('queue')) !== undefined);
    const merge = async (story: string, changes: Record<string, number | null>): Promise<void> => {
      merged.set(story, await target.merge(changes));
    };
    watch = new CommentWatch(target, () => [...merged.values()]);
    watch.start();
    await merge('a changed claim', { orders: 2 });
    // As a controller would tell of the old spec once more.
    await world.touch('Database', 'orders');
    await merge('a claim that fails', { cache: 1 });
    await makeFailing();
    waits.push(
      (async () => {
        await until('the cause', async () => (await reported('cache'))?.cause !== undefined, WITHIN);
        causeKnownAt = Date.now();
      })(),
    );
    await merge('a claim that flaps', { flaky: 1 });
    await world.make('Database', 'flaky', { conditions: WAITING });
    flaps = flap('flaky');
    await merge('a removed claim', { old: null });
    await merge('an earlier change', { queue: 2 });
    await merge('a later change', { queue: 3 });
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    await Promise.allSettled([flaps, ...waits]);
    await watch?.stop();
    const codes = await chain?.stop();
    await gitea?.stop();
    await cluster?.stop();
    expect(codes).toEqual([0, 0]);
  });

  async function makeFailing(): Promise<void> {
    const refused: ShortCondition[] = [['Synced', 'False', 'ReconcileError', QUOTA]];
    await world.make('Instance', 'cache-db', { conditions: refused });
    const spec = { resourceRefs: [world.to('Instance', 'cache-db')] };
    await world.make('XDatabase', 'cache-x', { conditions: CREATING, spec });
    const claim = { resourceRef: world.to('XDatabase', 'cache-x') };
    await world.make('Database', 'cache', { conditions: WAITING, spec: claim });
  }
  async function flap(name: string): Promise<void> {
    for (let count = 0; count < FLAPS; count += 1) {
      await world.say('Database', name, count % 2 === 0 ? WELL : WAITING);
      // Slower than the informer sends, so that each one arrives.
      await setTimeout(250);
    }
    await world.say('Database', name, WELL);
  }
  const numberOf = (story: string): number => merged.get(story) ?? 0;
  const last = (story: string): string => watch?.lines(numberOf(story)).at(-1) ?? '';
  const answered = async (story: string, words: RegExp): Promise<string> => {
    try {
      return await until(`the answer to ${story}`, () => words.test(last(story)) && last(story), WITHIN);
    } catch (error) {
      throw new Error(`${String(error)}; last: ${last(story)}\n${chain?.words() ?? ''}`, { cause: error });
    }
  };
  const comments = (story: string): Set<number> =>
    new Set(watch?.of(numberOf(story)).map(({ id }) => id) ?? []);

  it('a claim that fails is answered by its cause, within a minute after the informer has it', async () => {
    await answered('a claim that fails', /Instance cache-db: ReconcileError/);
    const seen = watch?.of(numberOf('a claim that fails')) ?? [];
    const { at = Infinity } = seen.find(({ body }) => body.includes('cache-db')) ?? {};
    const times = { late: at - causeKnownAt, at, causeKnownAt, said: chain?.words() };
    expect({ ...times, isInTime: times.late < 60_000 }).toEqual({ ...times, isInTime: true });
    expect(last('a claim that fails')).toBe(
      `- \`infra/cache\` in \`c1\`: \`Instance cache-db: ReconcileError: ${QUOTA}\``,
    );
  });

  it('an earlier request is answered by the later one', async () => {
    const by = numberOf('a later change');
    expect(await answered('an earlier change', /superseded/)).toBe(
      `- \`infra/queue\` in \`c1\`: superseded by #${by}`,
    );
    expect(await answered('a later change', /waiting|not applied/)).not.toContain('superseded');
  });

  it('a removed claim is answered by its end', async () => {
    await answered('a removed claim', /waiting/);
    await world.remove('Database', 'old');
    expect(await answered('a removed claim', /gone/)).toMatch(/^- `infra\/old` in `c1`: gone in [\dmins ]+$/);
  });

  it('an old Ready is never taken for the new one', async () => {
    const story = 'a changed claim';
    expect(await answered(story, /./)).toBe('- `infra/orders` in `c1`: waiting');
    const changed = await world.change('Database', 'orders', { size: 2 });
    expect(changed.metadata.generation).toBe(2);
    // The controller did not look at it so far: what it said of the old spec stands there still.
    await world.say('Database', 'orders', [
      ['Ready', 'True', 'Available', undefined, 1],
      ...WELL.slice(1),
    ] as never);
    await until('generation 2', async () => (await chain?.reported('orders'))?.generation === 2);
    const before = Date.now();
    await until('the time of another look', () => Date.now() - before > 65_000, WITHIN);
    expect(watch?.lines(numberOf(story)).filter((line) => line.includes('Ready'))).toEqual([]);
    await world.say('Database', 'orders', [
      ['Ready', 'True', 'Available', undefined, 2],
      ...WELL.slice(1),
    ] as never);
    expect(await answered(story, /Ready/)).toMatch(/^- `infra\/orders` in `c1`: Ready in \d/);
  });

  it('one comment is made of a hundred flaps, written once a minute at most, and ends with Ready', async () => {
    const story = 'a claim that flaps';
    await flaps;
    expect(await answered(story, /Ready in/)).toMatch(/^- `infra\/flaky` in `c1`: Ready in \d/);
    expect(comments(story).size).toBe(1);
    const times = watch?.of(numberOf(story)).map(({ at }) => at) ?? [];
    const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(pauses.filter((pause) => pause < 55_000)).toEqual([]);
  });

  it('each has one comment, which was made once', () => {
    for (const story of merged.keys()) expect([story, comments(story).size]).toEqual([story, 1]);
    const posts = gitea?.requests.filter(
      ({ method, target: path }) => method === 'POST' && path.endsWith('/comments'),
    );
    expect(posts).toHaveLength(merged.size);
  });
});
