import { converge } from '../../contract/forge-world';
import { memoryGitHub, type MemoryGitHub } from '../../contract/memory-github';
import { samplePlanner } from '../../contract/sample-plan';
import { type FaultPlan, READ_ONLY, scriptFaults, type ScriptedFault } from '../../fixtures/github';
import type { RequestSettings } from '../../../gitops/forge/forge';
import type { ChangePlan, PlanInput } from '../../../gitops/change-request/change-plan';

const PLAN = { 'claims/a.yaml': 'a: 1\n' };
const MORE = { 'claims/a.yaml': 'a: 2\n' };

function planner(files: Record<string, string>, extra: Partial<ChangePlan>) {
  const plan = samplePlanner(files);
  return async (input: PlanInput): Promise<ChangePlan> => ({ ...(await plan(input)), ...extra });
}

describe('change requests on GitHub', () => {
  let world: MemoryGitHub;
  const start = async (...faults: ScriptedFault[]): Promise<MemoryGitHub> => {
    const faultPlan: FaultPlan = scriptFaults(...faults);
    return (world = await memoryGitHub({ 'README.md': 'hello\n' }, { faultPlan }));
  };
  afterEach(async () => {
    await world.github.stop();
  });
  const bodies = (): string[] => world.hosted.comments(1).map(({ body }) => body);
  const settings = (given: RequestSettings) => planner(PLAN, { settings: given });

  test('carry labels, reviewers, teams, assignees and draft from the start, and leave to people what they change', async () => {
    await start();
    world.hosted.addCollaborators('ana', 'bo');
    world.hosted.addTeams('db');
    const given = {
      labels: ['claims', 'infra'],
      reviewers: ['ana', 'acme/db'],
      assignees: ['bo'],
      draft: true,
    };
    const session = world.session();
    await converge(session, settings(given));
    expect(world.hosted.pull(1)).toMatchObject({
      labels: ['claims', 'infra'],
      reviewers: ['ana'],
      teamReviewers: ['db'],
      assignees: ['bo'],
      draft: true,
    });
    world.hosted.editPull(1, { labels: ['mine'], reviewers: [], draft: false });
    expect(await converge(session, settings(given))).toMatchObject({ action: 'unchanged', writes: 0 });
    await converge(session, planner(MORE, { settings: given }));
    expect(world.hosted.pull(1)).toMatchObject({ labels: ['mine'], reviewers: [], draft: false });
  });

  test('stand even where a reviewer is none and auto-merge is not to be had; people are told', async () => {
    await start();
    const notes: string[] = [];
    const result = await converge(world.session(), settings({ reviewers: ['nobody'], autoMerge: true }), {
      reporter: {
        report: (event) => {
          if (event.type === 'note') notes.push(event.message);
        },
      },
    });
    expect(result.action).toBe('created');
    expect(notes).toEqual([
      expect.stringContaining('reviewers: 422 Reviews may only be requested from collaborators'),
      expect.stringContaining('auto-merge: Pull request Pull request is in clean status'),
    ]);
    expect(
      await converge(world.session(), settings({ reviewers: ['nobody'], autoMerge: true })),
    ).toMatchObject({
      action: 'unchanged',
      writes: 0,
    });
  });

  test('are merged by the forge where it may, but not while they are on hold', async () => {
    await start();
    world.hosted.protect('main');
    const session = world.session();
    await converge(session, settings({ autoMerge: true }));
    expect(world.hosted.pull(1).autoMerge).not.toBeNull();
    await converge(session, planner(MORE, { settings: { autoMerge: true, hold: true } }));
    expect(world.hosted.pull(1).autoMerge).toBeNull();
    await converge(session, planner(PLAN, { settings: { autoMerge: true } }));
    expect(world.hosted.pull(1).autoMerge).not.toBeNull();
  });

  test('go on in comments beyond page one of what people said; changed in place, left-over ones removed', async () => {
    await start();
    const session = world.session();
    await converge(session, planner(PLAN, { parts: ['one', 'two', 'three', 'four'] }));
    for (let index = 0; index < 120; index++) {
      world.hosted.comment(1, `said ${index}`);
    }
    const ours = (): string[] => bodies().filter((body) => body.startsWith('<!-- claims:comment '));
    expect(ours().map((body) => body.split('\n')[1])).toEqual(['two', 'three', 'four']);
    const ids = world.hosted.comments(1).map(({ id }) => id);
    await converge(session, planner(MORE, { parts: ['one', 'zwei', 'three'] }));
    expect(ours().map((body) => body.split('\n')[1])).toEqual(['zwei', 'three']);
    expect(world.hosted.comments(1).map(({ id }) => id)).toEqual(ids.filter((id) => id !== ids[2]));
    await converge(session, planner(PLAN, { parts: ['one'] }));
    expect(ours()).toEqual([]);
    expect(bodies()).toHaveLength(120);
    expect(world.github.log.busiest()).toBeLessThanOrEqual(80);
  });

  test('of three megabytes are whole: every part at the limit, in order, within the budget', async () => {
    await start();
    const session = world.session();
    const { bodyLength, commentLength } = session.forge.capabilities;
    const part = (index: number, length: number): string => `${index} `.padEnd(length, 'ä');
    const parts = Array.from({ length: 48 }, (_, index) =>
      part(index, index === 0 ? bodyLength : commentLength),
    );
    await converge(session, planner(PLAN, { parts }));
    const written = [world.hosted.pull(1).body ?? '', ...bodies()];
    expect(written.map((body) => body.slice(body.indexOf('\n') + 1))).toEqual(parts);
    expect(Math.max(...written.map((body) => body.length))).toBeLessThanOrEqual(65_536);
    expect(world.github.log.busiest()).toBeLessThanOrEqual(80);
    expect(await converge(session, planner(PLAN, { parts }))).toMatchObject({
      action: 'unchanged',
      writes: 0,
    });
    await converge(session, planner(MORE, { parts: [...parts.slice(0, 20), 'the last'] }));
    expect(bodies().map((body) => body.split('\n')[1])).toEqual([...parts.slice(1, 20), 'the last']);
  });

  test('get back a comment that somebody deleted', async () => {
    await start();
    const session = world.session();
    const plan = planner(PLAN, { parts: ['one', 'two', 'three'] });
    await converge(session, plan);
    const [first] = world.hosted.comments(1);
    await world.github.fetch(`${world.github.apiUrl}/repos/acme/harvester/issues/comments/${first!.id}`, {
      method: 'DELETE',
      headers: { authorization: `token ${world.github.token}`, 'user-agent': 'a person' },
    });
    expect(await converge(session, plan)).toMatchObject({ action: 'updated' });
    expect(bodies().map((body) => body.split('\n')[1])).toEqual(['two', 'three']);
    expect(await converge(session, plan)).toMatchObject({ action: 'unchanged', writes: 0 });
  });

  test('are finished by the next run when the first was interrupted after opening', async () => {
    await start({
      method: 'POST',
      route: '/labels',
      times: 9,
      fault: { kind: 'answer', status: 401, message: 'Bad credentials' },
    });
    const session = world.session();
    const plan = settings({ labels: ['claims'] });
    await expect(converge(session, plan)).rejects.toMatchObject({ code: 'forge-auth-failed' });
    expect(world.hosted.pulls('open')).toHaveLength(1);
    for (let run = 0; run < 8; run++) {
      await converge(session, plan).catch(() => undefined);
    }
    expect(await converge(session, plan)).toMatchObject({ action: 'updated' });
    expect(world.hosted.pull(1).labels).toEqual(['claims']);
    expect(await converge(session, plan)).toMatchObject({ action: 'unchanged', writes: 0 });
  });

  test('that a person closes while we write keep saying what that person saw, and the new content gets its own', async () => {
    await start();
    const session = world.session();
    await converge(session, samplePlanner(PLAN));
    const before = world.hosted.pull(1);
    let closed = false;
    const racing = world.session({
      fetch: async (input, init) => {
        if (init?.method === 'PATCH' && !closed) {
          closed = true;
          world.hosted.closePull(1);
        }
        return world.github.fetch(input, init);
      },
    });
    expect(await converge(racing, samplePlanner(MORE))).toMatchObject({ action: 'created' });
    expect(world.hosted.pull(1)).toMatchObject({ state: 'closed', title: before.title, body: before.body });
    expect(world.hosted.pulls('open').map(({ number }) => number)).toEqual([2]);
  });

  test('are opened although GitHub does not see the branch at once, or answers with something else first', async () => {
    await start(
      {
        method: 'POST',
        route: '/pulls',
        times: 2,
        fault: {
          kind: 'answer',
          status: 422,
          message: 'Could not resolve to a node with the global id of the given record.',
        },
      },
      {
        method: 'POST',
        route: '/pulls',
        times: 2,
        fault: { kind: 'answer', status: 502, message: '<html>', html: true },
      },
      { method: 'POST', route: '/pulls', fault: { kind: 'reset', applied: true } },
    );
    expect(await converge(world.session(), samplePlanner(PLAN))).toMatchObject({ action: 'created' });
    expect(world.hosted.pulls('open')).toHaveLength(1);
  });

  test('wait as long as GitHub asks, with and without Retry-After, and give up when that is too long', async () => {
    const limited = (
      headers?: Record<string, string>,
      message = 'You have exceeded a secondary rate limit.',
    ) =>
      ({
        method: 'POST',
        route: '/pulls',
        fault: { kind: 'answer', status: 403, message, headers },
      }) as const;
    await start(limited({ 'retry-after': '40' }), limited());
    const from = world.clock.now().getTime();
    const pauses: number[] = [];
    const session = world.session({ onPause: (seconds) => pauses.push(seconds) });
    await converge(session, samplePlanner(PLAN));
    expect(pauses).toEqual([40, 60]);
    expect(world.clock.now().getTime() - from).toBeGreaterThan(100_000);
    await world.github.stop();
    await start(limited({ 'retry-after': '1800' }));
    await expect(converge(world.session(), samplePlanner(PLAN))).rejects.toMatchObject({
      code: 'forge-rate-limited',
      message: expect.stringContaining('try again in 1800 s'),
    });
  });

  test('name the permission that is missing, the repository that is not there, the token that is wrong', async () => {
    await start();
    const { github } = world;
    const readOnly = github.addToken('reader', { permissions: { ...READ_ONLY, contents: 'write' } });
    await expect(converge(world.session({ token: readOnly }), samplePlanner(PLAN))).rejects.toMatchObject({
      code: 'forge-permission-missing',
      message: expect.stringContaining(
        'POST /repos/{owner}/{repo}/pulls, the token needs pull_requests=write',
      ),
    });
    const elsewhere = github.addToken('stranger', { repositories: ['acme/other'] });
    await expect(converge(world.session({ token: elsewhere }), samplePlanner(PLAN))).rejects.toMatchObject({
      code: 'forge-not-found',
      message: expect.stringContaining('acme/harvester'),
    });
    await expect(converge(world.session({ token: 'ghp_wrong' }), samplePlanner(PLAN))).rejects.toMatchObject({
      code: 'forge-auth-failed',
    });
  });

  test('are not merged while a rule of the branch forbids it', async () => {
    const message = 'At least 1 approving review is required by reviewers with write access.';
    await start({
      method: 'PUT',
      route: '/merge',
      times: 9,
      fault: { kind: 'answer', status: 405, message },
    });
    const run = converge(world.session(), samplePlanner(PLAN), { merge: true });
    await expect(run).rejects.toMatchObject({
      code: 'request-not-mergeable',
      message: expect.stringContaining('At least 1 approving review'),
    });
  });

  test('are merged in the way that the repository allows', async () => {
    const message = 'Merge commits are not allowed on this repository.';
    await start({ method: 'PUT', route: '/merge', fault: { kind: 'answer', status: 405, message } });
    expect(await converge(world.session(), samplePlanner(PLAN), { merge: true })).toMatchObject({
      action: 'merged',
    });
    expect(world.hosted.log().at(-1)?.parents).toHaveLength(1);
    expect(world.hosted.branches()).not.toHaveProperty('claims/storage/all');
  });

  test('need no token before something is asked of the forge, and say so then', async () => {
    await start();
    const token = () => Promise.reject(new Error('no token'));
    const session = world.session({ token: token as never });
    expect(session.forge.branchName({ project: 'storage', kind: 'claims', group: 'all' })).toBe(
      'claims/storage/all',
    );
    await expect(converge(session, samplePlanner(PLAN))).rejects.toThrow('no token');
  });
});
