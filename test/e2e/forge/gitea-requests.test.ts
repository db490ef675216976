import type { ChangePlan, PlanInput } from '../../../gitops/change-request/change-plan';
import { converge } from '../../contract/forge-world';
import { samplePlanner } from '../../contract/sample-plan';
import { startGitea, type GiteaServer } from '../gitea/gitea-server';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';
import { giteaWorld } from './gitea-world';

/** What docs/forges.md asks for, and no more. */
const SCOPES = 'write:repository,write:issue';
const PLAN = { 'claims/a.yaml': 'a: 1\n' };
const MORE = { 'claims/a.yaml': 'a: 2\n' };

interface Pull {
  readonly number: number;
  readonly title: string;
  readonly draft: boolean;
  readonly labels: readonly { readonly name: string }[];
  readonly assignees: readonly { readonly login: string }[] | null;
  readonly requested_reviewers: readonly { readonly login: string }[] | null;
}

describeWithTool('gitea', 'change requests on Gitea, with the least scopes', () => {
  let gitea: GiteaServer;
  let token: string;
  beforeAll(async () => {
    gitea = await startGitea();
    token = await gitea.addToken(SCOPES);
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    await gitea.stop();
  });

  const planner =
    (files: Record<string, string>, extra: Partial<ChangePlan>) =>
    async (input: PlanInput): Promise<ChangePlan> => ({ ...(await samplePlanner(files)(input)), ...extra });

  test.each(['push', 'api'] as const)(
    'have labels, reviewers, assignees, draft and comments (commits by %s)',
    async (commits) => {
      const name = `settings-${commits}`;
      const world = await giteaWorld(gitea, name, { 'README.md': 'hello\n' }, commits, token);
      const jane = `jane-${commits}`;
      await gitea.addUser(jane);
      const at = `/repos/${gitea.login}/${name}`;
      await gitea.call('PUT', `${at}/collaborators/${jane}`, { permission: 'write' });
      const session = await world.open();
      const settings = { labels: ['claims', 'infra'], reviewers: [jane], assignees: [jane], draft: true };
      await converge(session, planner(PLAN, { settings, title: 'Claims', parts: ['one', 'two', 'three'] }));
      const pull = async () => (await gitea.call('GET', `${at}/pulls/1`)).body as Pull;
      const comments = async () =>
        ((await gitea.call('GET', `${at}/issues/1/comments`)).body as { readonly body: string }[]).map(
          ({ body }) => body.split('\n')[1],
        );
      const opened = await pull();
      expect(opened).toMatchObject({ title: 'WIP: Claims', draft: true });
      expect(opened.labels.map((label) => label.name).sort()).toEqual(['claims', 'infra']);
      expect(opened.assignees?.map(({ login }) => login)).toEqual([jane]);
      expect(opened.requested_reviewers?.map(({ login }) => login)).toEqual([jane]);
      expect(await comments()).toEqual(['two', 'three']);

      await converge(session, planner(MORE, { settings, title: 'More', parts: ['one', 'zwei'] }));
      expect(await pull()).toMatchObject({ title: 'WIP: More', draft: true });
      expect(await comments()).toEqual(['zwei']);
      const writes = world.writes();
      expect(
        await converge(session, planner(MORE, { settings, title: 'More', parts: ['one', 'zwei'] })),
      ).toMatchObject({ action: 'unchanged', writes: 0 });
      expect(world.writes()).toBe(writes);
      await expect(
        converge(session, planner(MORE, { settings, title: 'More', parts: ['one', 'zwei'] }), {
          merge: true,
        }),
      ).rejects.toMatchObject({ code: 'request-not-mergeable' });
      await session.close();
      await world.remove();
    },
  );

  test('stand even where a reviewer is nobody', async () => {
    const world = await giteaWorld(gitea, 'nobody', { 'README.md': 'hello\n' }, 'push', token);
    const session = await world.open();
    const notes: string[] = [];
    await converge(session, planner(PLAN, { settings: { reviewers: ['nobody'] } }), {
      reporter: {
        report: (event) => {
          if (event.type === 'note') notes.push(event.message);
        },
      },
    });
    expect(notes).toEqual([expect.stringContaining('reviewers: ')]);
    expect(await world.openRequests()).toBe(1);
    await session.close();
    await world.remove();
  });

  test('a second open request of the same branch is found and taken over', async () => {
    const world = await giteaWorld(gitea, 'second', { 'README.md': 'hello\n' }, 'push', token);
    const session = await world.open();
    await converge(session, samplePlanner(PLAN, { title: 'Mine' }));
    await gitea.call('PATCH', `/repos/${gitea.login}/second/pulls/1`, { body: 'rewritten', title: 'Theirs' });
    expect(await converge(session, samplePlanner(PLAN, { title: 'Mine' }))).toMatchObject({
      action: 'updated',
    });
    const { body } = await gitea.call('GET', `/repos/${gitea.login}/second/pulls/1`);
    expect((body as Pull).title).toBe('Mine');
    expect(await world.openRequests()).toBe(1);
    await session.close();
    await world.remove();
  });
});
