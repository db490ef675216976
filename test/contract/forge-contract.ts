import { isHash } from '../../core/request/short-hash';
import { filesAt, git, seedCommit } from '../fixtures/git/git';
import { converge, type ForgeWorld, type MakeWorld, type Session } from './forge-world';
import { type Declared, SAMPLE_REGISTRY, samplePlanner } from './sample-plan';

const BASE = {
  'README.md': 'hello\n',
  'claims/infra/old.yaml': 'old: 1\n',
  'claims/infra/kept.yaml': 'kept: 1\n',
};
const PLAN = { 'claims/infra/new.yaml': 'new: 1\n', 'claims/infra/old.yaml': null };
const WANTED = {
  'README.md': 'hello\n',
  'claims/infra/kept.yaml': 'kept: 1\n',
  'claims/infra/new.yaml': 'new: 1\n',
  [SAMPLE_REGISTRY]: 'claims/infra/new.yaml 2026-01-01T00:00:00Z\n',
};

/** What every forge must hold, over the convergence engine: the same tests for each adapter. */
export function forgeContract(name: string, makeWorld: MakeWorld): void {
  describe(`${name}: a change request`, () => {
    let world: ForgeWorld;
    let session: Session;

    beforeEach(async () => {
      world = await makeWorld(BASE);
      session = await world.open();
    });
    afterEach(async () => {
      await session.close();
      await world.remove();
    });

    const headTree = () =>
      filesAt(world.bare, session.forge.headRef({ project: 'storage', kind: 'claims', group: 'all' }));
    const headId = () =>
      git(world.bare, [
        'rev-parse',
        session.forge.headRef({ project: 'storage', kind: 'claims', group: 'all' }),
      ]);
    const foreign = async (files: Record<string, string>, message = 'Fix by hand') => {
      const branch = session.forge.headRef({ project: 'storage', kind: 'claims', group: 'all' });
      const author = 'Bo Ek <bo@example.test>';
      return world.commit === undefined
        ? seedCommit(world.bare, files, { branch, author, message })
        : world.commit(branch, files, author, message);
    };

    test('is created with the planned tree and words, and found again', async () => {
      const result = await converge(session, samplePlanner(PLAN, { title: 'Add new, remove old' }));
      expect(result).toMatchObject({ action: 'created', base: 'main', commit: headId() });
      expect(result.url).toContain('/');
      expect(result.writes).toBeGreaterThan(0);
      expect(headTree()).toEqual(WANTED);
      expect(await world.openRequests()).toBe(1);
      expect(git(world.bare, ['log', '-1', '--format=%an|%s', headId()])).toBe(
        'Ana Lind|Add new, remove old',
      );
      const heads = { base: git(world.bare, ['rev-parse', 'main']), request: headId() };
      const found = await session.forge.find(
        { project: 'storage', kind: 'claims', group: 'all' },
        'main',
        heads,
      );
      expect(found).toMatchObject({
        state: 'open',
        title: 'Add new, remove old',
        head: headId(),
        metadata: { version: '0.1.0' },
      });
      const { input, output } = found!.metadata!;
      expect(isHash(input, result.plan.inputHash) && isHash(output, result.plan.outputHash)).toBe(true);
      expect(found?.body).toContain('claims/infra/new.yaml');
    });

    test('is left alone by the same plan, whatever time it is: not one write', async () => {
      await converge(session, samplePlanner(PLAN));
      const [head, writes] = [headId(), world.writes()];
      const again = await world.open();
      const result = await converge(again, samplePlanner(PLAN, { createdAt: '2026-05-05T00:00:00Z' }), {
        clock: { now: () => new Date('2026-05-05T00:00:00Z') },
      });
      await again.close();
      expect(result).toMatchObject({ action: 'unchanged', writes: 0, commit: head });
      expect([headId(), world.writes()]).toEqual([head, writes]);
    });

    test('is updated in place when the plan changes', async () => {
      const first = await converge(session, samplePlanner(PLAN));
      const result = await converge(
        session,
        samplePlanner({ ...PLAN, 'claims/infra/kept.yaml': 'kept: 2\n' }),
      );
      expect(result).toMatchObject({ action: 'updated', url: first.url });
      expect(headTree()).toMatchObject({
        ...WANTED,
        'claims/infra/kept.yaml': 'kept: 2\n',
        [SAMPLE_REGISTRY]: expect.any(String),
      });
      expect(await world.openRequests()).toBe(1);
      expect(git(world.bare, ['rev-list', '--count', `main..${headId()}`])).toBe('1');
    });

    test('is left alone when the base moves without touching it, and its merge has both', async () => {
      await converge(session, samplePlanner(PLAN));
      seedCommit(world.bare, { 'docs/other.md': 'other\n' });
      expect(await converge(session, samplePlanner(PLAN))).toMatchObject({ action: 'unchanged', writes: 0 });
      expect(await converge(session, samplePlanner(PLAN), { merge: true })).toMatchObject({
        action: 'merged',
      });
      expect(filesAt(world.bare, 'main')).toEqual({ ...WANTED, 'docs/other.md': 'other\n' });
    });

    test('is created again from the base when the base moves below it', async () => {
      await converge(session, samplePlanner(PLAN));
      const base = seedCommit(world.bare, {
        'claims/infra/new.yaml': 'new: 0\n',
        [SAMPLE_REGISTRY]: 'claims/a 1\n',
      });
      expect(await converge(session, samplePlanner(PLAN))).toMatchObject({ action: 'updated' });
      expect(git(world.bare, ['rev-parse', `${headId()}^`])).toBe(base);
      expect(headTree()).toMatchObject({ 'claims/infra/new.yaml': 'new: 1\n' });
      expect(headTree()[SAMPLE_REGISTRY]).toBe('claims/a 1\nclaims/infra/new.yaml 2026-01-01T00:00:00Z\n');
    });

    test('is merged; then nothing is left, and the next plan starts a new one', async () => {
      const merged = await converge(session, samplePlanner(PLAN), { merge: true });
      expect(merged).toMatchObject({ action: 'merged' });
      expect(filesAt(world.bare, 'main')).toEqual(WANTED);
      expect(await world.openRequests()).toBe(0);
      const writes = world.writes();
      expect(await converge(session, samplePlanner(PLAN), { merge: true })).toMatchObject({
        action: 'none',
        writes: 0,
      });
      expect(world.writes()).toBe(writes);
      const next = { 'claims/infra/new.yaml': 'new: 2\n' };
      expect(await converge(session, samplePlanner(next))).toMatchObject({ action: 'created' });
      expect(await world.openRequests()).toBe(1);
      expect(git(world.bare, ['rev-list', '--count', `main..${headId()}`])).toBe('1');
    });

    test('is closed and cleaned up when nothing is left to change', async () => {
      await converge(session, samplePlanner(PLAN));
      const nothing = samplePlanner({ 'claims/infra/kept.yaml': 'kept: 1\n' }, {});
      seedCommit(world.bare, { [SAMPLE_REGISTRY]: 'claims/infra/kept.yaml 1\n' });
      expect(await converge(session, nothing)).toMatchObject({ action: 'closed' });
      expect(await world.openRequests()).toBe(0);
      expect(world.requestRefs()).toEqual([]);
      expect(await converge(session, nothing)).toMatchObject({ action: 'none', writes: 0 });
      expect(await converge(session, samplePlanner(PLAN))).toMatchObject({ action: 'created' });
    });

    test('with a commit of somebody else stops us, naming both, until we are told to take over', async () => {
      await converge(session, samplePlanner(PLAN));
      const id = await foreign({ 'claims/infra/new.yaml': 'new: by hand\n' });
      const plans: Declared[] = [PLAN, { ...PLAN, x: 'y' }, { 'claims/infra/kept.yaml': 'kept: 1\n' }];
      for (const plan of plans) {
        const run = converge(session, samplePlanner(plan), { merge: plan !== PLAN });
        await expect(run).rejects.toMatchObject({ code: 'request-foreign-commits' });
        await expect(run).rejects.toThrow(`${id.slice(0, 7)} by Bo Ek <bo@example.test>`);
      }
      expect(headId()).toBe(id);
      expect(await converge(session, samplePlanner(PLAN), { takeOver: true })).toMatchObject({
        action: 'updated',
      });
      expect(headTree()).toEqual(WANTED);
    });

    test('with our commit amended by somebody else stops us too', async () => {
      const { commit } = await converge(session, samplePlanner(PLAN));
      const message = git(world.bare, ['log', '-1', '--format=%B', String(commit)]);
      const amended = git(world.bare, ['commit-tree', 'main^{tree}', '-p', 'main', '-m', message]);
      git(world.bare, [
        'update-ref',
        session.forge.headRef({ project: 'storage', kind: 'claims', group: 'all' }),
        amended,
      ]);
      await expect(converge(session, samplePlanner(PLAN))).rejects.toMatchObject({
        code: 'request-foreign-commits',
      });
    });

    test('records new facts even when the tree stays the same', async () => {
      await converge(session, samplePlanner(PLAN));
      const trailers = { 'Claims-Acknowledge': ['infra/old', 'infra/db'] };
      expect(await converge(session, samplePlanner(PLAN, { trailers }))).toMatchObject({ action: 'updated' });
      let seen: unknown;
      const result = await converge(session, (input) => {
        seen = input.openRequestTrailers;
        return samplePlanner(PLAN, { trailers })(input);
      });
      expect(result).toMatchObject({ action: 'unchanged', writes: 0 });
      expect(seen).toEqual(trailers);
    });

    test('takes no word from commits of others, also when it replaces them', async () => {
      const said = { 'Claims-Acknowledge': ['infra/old'] };
      await converge(session, samplePlanner(PLAN, { trailers: said }));
      const forged = 'Fix by hand\n\nClaims-Acknowledge: infra/db\nClaims-Acknowledge: infra/old';
      await foreign({ 'claims/infra/new.yaml': 'new: by hand\n' }, forged);
      let seen: unknown;
      const taken = await converge(
        session,
        (input) => {
          seen = input.openRequestTrailers;
          return samplePlanner(PLAN)(input);
        },
        { takeOver: true },
      );
      expect(taken).toMatchObject({ action: 'updated' });
      expect(seen).toEqual(said);
    });

    test('is only described by a dry run', async () => {
      expect(await converge(session, samplePlanner(PLAN), { dryRun: true })).toMatchObject({
        action: 'created',
        writes: 0,
      });
      expect(world.requestRefs()).toEqual([]);
      await converge(session, samplePlanner(PLAN));
      const [head, main, writes] = [headId(), git(world.bare, ['rev-parse', 'main']), world.writes()];
      const changed = { ...PLAN, 'claims/x.yaml': 'x' };
      expect(await converge(session, samplePlanner(changed), { dryRun: true })).toMatchObject({
        action: 'updated',
        writes: 0,
      });
      expect(await converge(session, samplePlanner(PLAN), { dryRun: true, merge: true })).toMatchObject({
        action: 'merged',
        writes: 0,
      });
      expect([headId(), git(world.bare, ['rev-parse', 'main']), world.writes()]).toEqual([
        head,
        main,
        writes,
      ]);
    });

    test('takes times of claims that are not merged yet from its own head', async () => {
      await converge(session, samplePlanner(PLAN, { createdAt: '2026-01-01T00:00:00Z' }));
      const more = { ...PLAN, 'claims/infra/two.yaml': '2\n' };
      await converge(session, samplePlanner(more, { createdAt: '2026-02-02T00:00:00Z' }));
      expect(headTree()[SAMPLE_REGISTRY]).toBe(
        'claims/infra/new.yaml 2026-01-01T00:00:00Z\nclaims/infra/two.yaml 2026-02-02T00:00:00Z\n',
      );
    });

    test('of two projects and two groups are four', async () => {
      for (const project of ['storage', 'compute']) {
        for (const group of ['infra', 'apps']) {
          const plan = samplePlanner({ [`claims/${group}/${project}.yaml`]: 'x\n' });
          expect(await converge(session, plan, { project, group })).toMatchObject({ action: 'created' });
        }
      }
      expect(await world.openRequests()).toBe(4);
    });

    test('is one when two runs start at once, and both succeed', async () => {
      const other = await world.open();
      const results = await Promise.all(
        [session, other].map((each, index) =>
          converge(each, samplePlanner(PLAN, { createdAt: `2026-01-0${index + 1}T00:00:00Z` }), {
            clock: { now: () => new Date(1_767_225_600_000 + index * 1000) },
          }),
        ),
      );
      await other.close();
      expect(results.map((result) => result.action).sort()).not.toContain('updated');
      expect(await world.openRequests()).toBe(1);
      expect(Object.keys(headTree()).sort()).toEqual(Object.keys(WANTED).sort());
      expect(git(world.bare, ['rev-list', '--count', `main..${headId()}`])).toBe('1');
    });

    test('that a person closed stays closed until the content changes', async () => {
      // A request in Git alone is one ref: once it is gone nothing tells that it was there.
      if (world.closeAsPerson === undefined) return;
      await converge(session, samplePlanner(PLAN));
      await world.closeAsPerson();
      expect(await converge(session, samplePlanner(PLAN))).toMatchObject({
        action: 'kept-closed',
        writes: 0,
      });
      expect(await world.openRequests()).toBe(0);
      const changed = { ...PLAN, 'claims/infra/kept.yaml': 'kept: 2\n' };
      expect(await converge(session, samplePlanner(changed))).toMatchObject({ action: 'created' });
      expect(await world.openRequests()).toBe(1);
    });
  });
}
