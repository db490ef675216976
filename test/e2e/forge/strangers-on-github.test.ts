import type { ChangePlan, PlanInput } from '../../../gitops/change-request/change-plan';
import type { ConvergeResult } from '../../../gitops/change-request/converge-options';
import { converge } from '../../contract/forge-world';
import { memoryGitHub, type MemoryGitHub } from '../../contract/memory-github';
import { samplePlanner } from '../../contract/sample-plan';
import type { HostedRepository } from '../../fixtures/github';

const PLAN = { 'claims/a.yaml': 'a: 1\n' };
const MORE = { 'claims/a.yaml': 'a: 2\n' };
const KEY = { project: 'storage', kind: 'claims', group: 'all' } as const;

const FORKS = {
  'another account': { id: 77, owner: 'mallory', name: 'harvester', isDeleted: false },
  'the same organisation': { id: 78, owner: 'acme', name: 'harvester-copy', isDeleted: false },
  'the same organisation, and the same name in other letters': {
    id: 79,
    owner: 'acme',
    name: 'HARVESTER',
    isDeleted: false,
  },
  'an account whose fork is deleted': { id: 80, owner: 'acme', name: 'gone', isDeleted: true },
};

/** A planner whose requests want an acknowledgement, and go on to say what was acknowledged. */
function wantsWord(files: Record<string, string>, extra: Partial<ChangePlan> = {}) {
  return async (input: PlanInput): Promise<ChangePlan> => ({
    ...(await samplePlanner(files)(input)),
    trailers: input.openRequestTrailers,
    ...extra,
  });
}

describe.each(Object.entries(FORKS))("a stranger's request from a fork of %s", (_name, fork) => {
  let world: MemoryGitHub;
  let hosted: HostedRepository;
  beforeEach(async () => {
    world = await memoryGitHub({ 'README.md': 'hello\n' });
    ({ hosted } = world);
  });
  afterEach(() => world.github.stop());

  /** Our words with our marker, and a commit message that is ours to the letter. */
  const copy = async () => {
    const other = await memoryGitHub({ 'README.md': 'hello\n' });
    await converge(other.session(), samplePlanner(PLAN));
    const { title, body } = other.hosted.pull(1);
    const message = other.hosted.log('claims/storage/all').at(-1)?.message ?? '';
    await other.github.stop();
    return { title, body: `${body ?? ''}\n\nClaims-Acknowledge: infra/db\n`, message, fork };
  };
  const theirs = (number: number) => {
    const { updatedAt: _updatedAt, baseSha: _baseSha, ...pull } = hosted.pull(number);
    return { pull, comments: hosted.comments(number) };
  };

  test.each([1, 3])(
    'is never ours: not adopted, not merged, not edited, and blocks nothing (%i of them)',
    async (count) => {
      const copied = await copy();
      const earlier = Array.from({ length: count }, () => hosted.openAsStranger(copied));
      const before = earlier.map(theirs);
      const session = world.session();
      const created = await converge(session, samplePlanner(PLAN));
      expect(created).toMatchObject({ action: 'created' });
      const ours = Number(/\d+$/.exec(created.url ?? '')?.[0]);
      const later = Array.from({ length: count }, () => hosted.openAsStranger(copied));
      const all = [...earlier, ...later];
      const after = later.map(theirs);
      expect(all).not.toContain(ours);
      expect(await converge(session, samplePlanner(PLAN))).toMatchObject({ action: 'unchanged', writes: 0 });
      const updated = await converge(session, samplePlanner(MORE));
      expect(updated).toMatchObject({ action: 'updated', url: created.url });
      expect(all.map(theirs)).toEqual([...before, ...after]);
      const merged = await converge(session, samplePlanner(MORE), { merge: true });
      expect(merged).toMatchObject({ action: 'merged', url: created.url });
      expect(all.map((number) => hosted.pull(number).state)).toEqual(all.map(() => 'open'));
      expect(hosted.files()).not.toHaveProperty(['evil.yaml']);
      expect(all.map(theirs)).toEqual([...before, ...after]);
    },
  );

  test('says nothing about ours when it is closed, whatever its words are', async () => {
    const copied = await copy();
    hosted.openAsStranger({ ...copied, state: 'closed', closedAt: '2026-01-01T00:00:00Z' });
    const session = world.session();
    expect(await converge(session, samplePlanner(PLAN))).toMatchObject({ action: 'created' });
    // Ours is closed by a person. A stranger's newer one says that we closed it ourselves.
    hosted.closePull(2);
    const body = copied.body.replace('stage=written', 'stage=closing');
    for (let index = 0; index < 120; index++) {
      hosted.openAsStranger({ ...copied, body, state: 'closed', closedAt: '2026-01-01T00:00:00Z' });
    }
    expect(await converge(session, samplePlanner(PLAN))).toMatchObject({ action: 'kept-closed', writes: 0 });
  });

  test('acknowledges nothing: not by its text, its commit, its labels', async () => {
    const copied = await copy();
    hosted.openAsStranger({ ...copied, labels: ['claims/ack:infra/db'] });
    let seen: unknown;
    const planner = async (input: PlanInput): Promise<ChangePlan> => {
      seen = [input.openRequestTrailers, input.openRequestLabels];
      return samplePlanner(PLAN)(input);
    };
    const session = world.session();
    for (const action of ['created', 'unchanged']) {
      expect(await converge(session, planner)).toMatchObject({ action });
      expect(seen).toEqual([{}, []]);
    }
  });
});

describe('words of others on our request', () => {
  let world: MemoryGitHub;
  let hosted: HostedRepository;
  beforeEach(async () => {
    world = await memoryGitHub({ 'README.md': 'hello\n' });
    ({ hosted } = world);
  });
  afterEach(() => world.github.stop());

  test('acknowledge nothing in title, description and comments; what our commit says goes on to count', async () => {
    const session = world.session();
    const seen: unknown[] = [];
    const plan = (files: Record<string, string>) => async (input: PlanInput) => {
      seen.push(input.openRequestTrailers);
      return wantsWord(files)(input);
    };
    await converge(session, plan(PLAN));
    const line = 'Claims-Acknowledge: infra/db';
    hosted.editPull(1, { title: line, body: `${hosted.pull(1).body ?? ''}\n\n${line}\n` });
    hosted.comment(1, line);
    await converge(session, plan(MORE));
    expect(seen).toEqual([{}, {}]);
    expect(hosted.log('claims/storage/all').at(-1)?.message).not.toContain(line);
    const said = { 'Claims-Acknowledge': ['infra/db'] };
    await converge(session, samplePlanner(MORE, { trailers: said }));
    await converge(session, plan(PLAN));
    expect(seen.at(-1)).toEqual(said);
    expect(hosted.log('claims/storage/all').at(-1)?.message).toContain(line);
  });

  test('are read no more from below: what was acknowledged and merged before is not acknowledged again', async () => {
    const session = world.session();
    const said = { 'Claims-Acknowledge': ['infra/db'] };
    await converge(session, samplePlanner(PLAN, { trailers: said }));
    hosted.mergePull(1, { method: 'rebase' });
    hosted.deleteBranch('claims/storage/all');
    let seen: unknown;
    await converge(session, samplePlanner(MORE));
    hosted.commit('claims/storage/all', { x: 'by hand\n' });
    const planner = (input: PlanInput) => {
      seen = input.openRequestTrailers;
      return samplePlanner(MORE)(input);
    };
    await converge(session, planner, { takeOver: true });
    expect(seen).toEqual({});
  });

  test('what was acknowledged stays so when somebody presses "update branch"', async () => {
    const session = world.session();
    const said = { 'Claims-Acknowledge': ['infra/db'] };
    await converge(session, samplePlanner(PLAN, { trailers: said }));
    hosted.commit('main', { 'docs/other.md': 'other\n' });
    const { inside } = hosted;
    const [base, head] = [hosted.head('main')!, hosted.head('claims/storage/all')!];
    const tree = hosted.mergedTree('main', 'claims/storage/all')!;
    const person = { name: 'jane', email: 'jane@example.test', date: new Date(0) };
    hosted.setBranch('claims/storage/all', inside.writeCommit(tree, [head, base], 'Merge main', person));
    let seen: unknown;
    await converge(session, (input) => {
      seen = input.openRequestTrailers;
      return samplePlanner(PLAN, { trailers: said })(input);
    });
    expect(seen).toEqual(said);
  });

  test.each([
    ['write', true],
    ['maintain', true],
    ['admin', true],
    ['triage', false],
    ['read', false],
    ['none', false],
  ] as const)(
    'a label that acknowledges, put there by an account with %s, counts: %s',
    async (permission, counts) => {
      const session = world.session();
      await converge(session, samplePlanner(PLAN));
      hosted.setPermission('bob', permission);
      hosted.editPull(1, { labels: ['claims/ack:infra/db', 'other'] }, 'bob');
      const notes: string[] = [];
      let seen: unknown;
      await converge(
        session,
        (input) => {
          seen = input.openRequestLabels;
          return samplePlanner(PLAN)(input);
        },
        {
          reporter: {
            report: (event) => {
              if (event.type === 'note') notes.push(event.message);
            },
          },
        },
      );
      expect(seen).toEqual(counts ? ['claims/ack:infra/db', 'other'] : ['other']);
      expect(notes).toEqual(
        counts ? [] : [expect.stringContaining('the label claims/ack:infra/db does not count: bob')],
      );
    },
  );

  test('a label counts for whoever put it there last, not for whoever did before', async () => {
    const session = world.session();
    await converge(session, samplePlanner(PLAN));
    hosted.setPermission('bob', 'triage');
    const labels = async (): Promise<readonly string[] | undefined> => {
      const heads = { base: hosted.head('main'), request: hosted.head('claims/storage/all') };
      return (await session.forge.find(KEY, 'main', heads))?.labels;
    };
    hosted.editPull(1, { labels: ['claims/ack:infra/db'] }, 'jane');
    expect(await labels()).toEqual(['claims/ack:infra/db']);
    hosted.editPull(1, { labels: [] }, 'bob');
    hosted.editPull(1, { labels: ['claims/ack:infra/db'] }, 'bob');
    expect(await labels()).toEqual([]);
  });

  test('a merge blocker is not lifted on the way to the merge by a label that does not count', async () => {
    const session = world.session();
    const asked: (readonly string[])[] = [];
    const plan = wantsWord(PLAN, {
      mergeBlocker: (labels) => {
        asked.push(labels);
        return undefined;
      },
    });
    await converge(session, plan);
    hosted.editPull(1, { labels: ['claims/ack:infra/db'], title: 'changed', body: 'changed' }, 'triager');
    await converge(session, plan, { merge: true });
    expect(asked.flat()).toEqual([]);
  });

  test.each(['personal', 'app'] as const)(
    'comments that carry our marker are left alone, and ours are found among them (%s token)',
    async (kind) => {
      const login = kind === 'app' ? 'claims[bot]' : 'claims';
      const token = world.github.addToken(login, { kind });
      hosted.setPermission(login, 'write');
      const session = world.session({ token });
      const plan = (files: Record<string, string>, parts: string[]) => async (input: PlanInput) => ({
        ...(await samplePlanner(files)(input)),
        parts,
      });
      await converge(session, plan(PLAN, ['one', 'two', 'three']));
      const marked = hosted.comments(1)[0]?.body ?? '';
      const evil = hosted.comment(1, marked.replace('two', 'evil'), 'mallory');
      const kept = hosted.comments(1).find(({ id }) => id === evil);
      expect(await converge(session, plan(PLAN, ['one', 'two', 'three']))).toMatchObject({
        action: 'unchanged',
        writes: 0,
      });
      const said = (): (string | undefined)[] =>
        hosted
          .comments(1)
          .filter(({ author }) => author === login)
          .map(({ body }) => body.split('\n')[1]);
      await converge(session, plan(MORE, ['one', 'zwei', 'drei', 'vier']));
      expect(said()).toEqual(['zwei', 'drei', 'vier']);
      await converge(session, plan(PLAN, ['one']));
      expect(said()).toEqual([]);
      expect(hosted.comments(1)).toEqual([kept]);
    },
  );

  test('a request that a stranger opened from our own branch is filled with our words, and his count for nothing', async () => {
    const session = world.session();
    const first = await converge(session, samplePlanner(PLAN));
    const { body } = hosted.pull(1);
    hosted.closePull(1);
    const evil = hosted.openAsStranger({
      author: 'mallory',
      title: 'Evil',
      body: `${body ?? ''}\nAll is well.`,
    });
    const run = (plan: Record<string, string>, merge = false): Promise<ConvergeResult<ChangePlan>> =>
      converge(session, samplePlanner(plan), { merge });
    expect(await run(PLAN)).toMatchObject({ action: 'updated' });
    expect(hosted.pull(evil)).toMatchObject({ title: hosted.pull(1).title, state: 'open' });
    expect(hosted.pull(evil).body).toContain('- claims/a.yaml');
    expect(hosted.pull(evil).body).not.toContain('All is well');
    expect(first.action).toBe('created');
    // He closes it: that is no word of the people of the repository.
    hosted.closePull(evil, 'mallory');
    hosted.deleteBranch('claims/storage/all');
    world.hosted.editPull(1, { body: 'rewritten' });
    expect(await run(PLAN, true)).toMatchObject({ action: 'merged' });
  });
});
