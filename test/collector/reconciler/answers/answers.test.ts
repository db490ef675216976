import { treeOf } from '../../../fixtures/trees/claims-with-ledger';
import { AnswerWorld } from './answer-world';

const MINUTE = 60_000;
const FORK = { id: 77, owner: 'mallory', name: 'harvester', isDeleted: false };
const HOUR = 60 * MINUTE;
const waiting = { ready: { status: 'False', reason: 'Waiting' } } as const;

describe('a merged request', () => {
  let world: AnswerWorld;
  const start = async (...given: Parameters<typeof AnswerWorld.with>): Promise<void> => {
    world = await AnswerWorld.with(...given);
  };
  afterEach(async () => {
    await world.stop();
  });

  it('carries one comment that follows its claims until they are Ready', async () => {
    await start({ db: 1 });
    world.report('db');
    await world.wait(MINUTE);
    const number = world.merge({ db: 1, cache: 1, queue: 1 });
    await world.wait(30_000);
    expect(world.comments(number)).toEqual([
      '- `infra/cache` in `prod`: waiting\n- `infra/queue` in `prod`: waiting',
    ]);
    world.report('cache', waiting);
    world.report('queue', {
      ...waiting,
      cause: { kind: 'Instance', name: 'q', reason: 'Quota', message: 'no more' },
    });
    await world.wait(MINUTE);
    expect(world.comments(number)).toEqual([
      '- `infra/cache` in `prod`: `Waiting`\n- `infra/queue` in `prod`: `Instance q: Quota: no more`',
    ]);
    world.report('cache');
    world.report('queue');
    await world.wait(2 * MINUTE);
    expect(world.comments(number)).toEqual([
      expect.stringMatching(
        /^- `infra\/cache` in `prod`: Ready in 1 min [23]\d s\n- .*: Ready in 1 min [23]\d s$/,
      ),
    ]);
    const done = world.writes().length;
    world.report('cache', waiting);
    await world.wait(10 * MINUTE);
    expect(world.writes()).toHaveLength(done);
  });

  it('says the cause at most a minute after the store has it', async () => {
    await start({});
    const number = world.merge({ db: 1 });
    await world.wait(30_000);
    for (const reason of ['One', 'Two', 'Three']) {
      world.report('db', { ...waiting, cause: { kind: 'Instance', name: 'x', reason } });
      await world.wait(MINUTE);
      expect(world.comments(number)).toEqual([`- \`infra/db\` in \`prod\`: \`Instance x: ${reason}\``]);
    }
  });

  it('has one comment after 100 flaps, written at most once a minute', async () => {
    await start({});
    const number = world.merge({ db: 1 });
    world.clock.advance(1_000);
    for (let flap = 0; flap < 100; flap++) {
      world.report('db', flap % 2 === 0 ? waiting : {});
      await world.wait(7_000);
    }
    expect(world.comments(number)).toEqual([expect.stringContaining('flapping')]);
    const writes = world.writes();
    expect(Math.min(...writes.slice(1).map((at, index) => at - writes[index]!))).toBeGreaterThanOrEqual(
      MINUTE,
    );
    expect(writes.length).toBeLessThan(6);
    world.report('db');
    await world.wait(3 * MINUTE);
    expect(world.comments(number)).toEqual([expect.stringContaining(': Ready in 11 min')]);
  });

  it('never takes an old Ready for the new one', async () => {
    await start({ db: 1 });
    world.report('db', { generation: 7 });
    await world.wait(HOUR, HOUR);
    const number = world.merge({ db: 2 });
    for (let minute = 0; minute < 9; minute++) {
      world.report('db', { generation: 7 });
      await world.wait(MINUTE);
      expect(world.comments(number)).toEqual(['- `infra/db` in `prod`: waiting']);
    }
    world.restart();
    world.report('db', { generation: 7, ...waiting });
    await world.wait(30_000);
    world.report('db', { generation: 7 });
    await world.wait(3 * MINUTE);
    expect(world.comments(number)).toEqual(['- `infra/db` in `prod`: not applied yet (generation 7)']);
    world.report('db', { generation: 8 });
    await world.wait(2 * MINUTE);
    expect(world.comments(number)).toEqual([expect.stringMatching(/Ready in 12 min/)]);
  });

  it('is done with a removed claim once it is gone', async () => {
    await start({ db: 1, cache: 1 });
    world.report('db');
    await world.wait(HOUR, HOUR);
    const number = world.merge({ cache: 1 });
    await world.wait(MINUTE);
    expect(world.comments(number)).toEqual(['- `infra/db` in `prod`: waiting']);
    world.report('db', { deleted: true });
    await world.wait(MINUTE);
    expect(world.comments(number)).toEqual([expect.stringMatching(/: gone in (?:59 s|1 min)/)]);
  });

  it('leaves a claim to the next request that touches it', async () => {
    await start({});
    const first = world.merge({ db: 1, cache: 1 });
    await world.wait(MINUTE);
    const second = world.merge({ db: 2, cache: 1 });
    await world.wait(2 * MINUTE);
    expect(world.comments(first)).toEqual([
      `- \`infra/cache\` in \`prod\`: waiting\n- \`infra/db\` in \`prod\`: superseded by #${second}`,
    ]);
    expect(world.comments(second)).toEqual(['- `infra/db` in `prod`: waiting']);
  });

  it('is followed for a day, and then told so once', async () => {
    await start({});
    const number = world.merge({ db: 1 });
    await world.wait(24 * HOUR + 10 * MINUTE, 30 * MINUTE);
    const [comment] = world.comments(number);
    expect(comment).toMatch(/not applied yet\n\nIt was merged a day ago/);
    const writes = world.writes().length;
    expect(writes).toBe(2);
    world.report('db');
    await world.wait(20 * MINUTE, MINUTE);
    world.restart();
    await world.wait(20 * MINUTE, MINUTE);
    expect(world.writes()).toHaveLength(writes);
    expect(world.comments(number)).toHaveLength(1);
  });

  it('keeps its comment over restarts, and nothing is written where nothing changed', async () => {
    await start({});
    const number = world.merge({ db: 1 });
    await world.wait(30_000);
    for (let restarts = 0; restarts < 3; restarts++) {
      world.restart();
      await world.wait(3 * MINUTE);
    }
    expect(world.writes()).toHaveLength(1);
    world.restart();
    world.report('db');
    await world.wait(2 * MINUTE);
    expect(world.writes()).toHaveLength(2);
    expect(world.comments(number)).toEqual([expect.stringContaining(': Ready in 9 min')]);
    world.restart();
    world.report('db', waiting);
    await world.wait(5 * MINUTE);
    expect(world.writes()).toHaveLength(2);
  });

  it('is written once a minute also by a process that starts a moment after the last one', async () => {
    await start({});
    world.merge({ db: 1 });
    await world.wait(20_000);
    world.restart();
    world.report('db');
    await world.wait(30_000);
    expect(world.writes()).toHaveLength(1);
    await world.wait(MINUTE);
    expect(world.writes()).toHaveLength(2);
  });

  it('takes no comment of others for its own, whatever it says', async () => {
    await start({});
    const number = world.merge({ db: 1 });
    const at = world.clock.now().toISOString();
    const theirs = `<!-- claims:answer merged=${at} stage=done -->\n- theirs`;
    world.hosted.comment(number, theirs, 'mallory');
    await world.wait(MINUTE);
    expect(world.comments(number)).toEqual(['- theirs', '- `infra/db` in `prod`: waiting']);
  });

  it('stays without a comment that somebody removed', async () => {
    await start({});
    const number = world.merge({ db: 1 });
    await world.wait(MINUTE);
    const [comment] = world.hosted.comments(number);
    world.hosted.inside.update({ comments: new Map() });
    world.report('db');
    await world.wait(5 * MINUTE);
    expect(comment).toBeDefined();
    expect(world.comments(number)).toEqual([]);
  });

  it.each([
    ['from a branch that is not of this tool', 'feature/x'],
    ['of statuses', 'status-update-claims-registry.yaml'],
  ])('%s is not answered', async (_, head) => {
    await start({});
    world.merge({ db: 1 }, head);
    await world.wait(5 * MINUTE);
    expect(world.writes()).toEqual([]);
  });

  it('from a fork is not answered, whatever its branch is called', async () => {
    await start({});
    const number = world.hosted.openAsStranger({ fork: FORK, files: treeOf({ db: 1 }) });
    world.hosted.mergePull(number);
    await world.wait(5 * MINUTE);
    expect(world.writes()).toEqual([]);
  });

  it('without a claim in it is not answered', async () => {
    await start({ db: 1 });
    world.hosted.commit('claims/storage/all', { 'README.md': 'other\n' });
    const number = world.hosted.openAsStranger({ head: 'claims/storage/all', fork: undefined });
    world.hosted.mergePull(number);
    await world.wait(5 * MINUTE);
    expect(world.writes()).toEqual([]);
  });

  it('is answered by the collector that leads, and goes on where another one took over', async () => {
    await start({});
    const number = world.merge({ db: 1 });
    world.leads = undefined;
    await world.wait(5 * MINUTE);
    expect(world.comments(number)).toEqual([]);
    world.leads = 4;
    await world.wait(MINUTE);
    world.leads = undefined;
    await world.wait(MINUTE);
    world.leads = 6;
    world.report('db');
    await world.wait(3 * MINUTE);
    expect(world.comments(number)).toEqual([expect.stringContaining('Ready in')]);
  });
});
