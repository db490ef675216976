import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ChangePlan, PlanInput } from '../../../gitops/change-request/change-plan';
import { converge, type ForgeWorld, type Session } from '../../contract/forge-world';
import { samplePlanner } from '../../contract/sample-plan';
import { filesAt, git, temporaryFolder } from '../../fixtures/git/git';
import { startGitea, type GiteaServer } from '../gitea/gitea-server';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';
import { giteaWorld } from './gitea-world';

/** What docs/forges.md asks for, and no more: such a token is not told who it is. */
const SCOPES = 'write:repository,write:issue';
const BASE = { 'README.md': 'hello\n' };
const PLAN = { 'claims/a.yaml': 'a: 1\n' };
const MORE = { 'claims/a.yaml': 'a: 2\n' };
const BRANCH = 'claims/storage/all';
const KEY = { project: 'storage', kind: 'claims', group: 'all' } as const;
const LABEL = 'claims/ack:infra/db';

interface Pull {
  readonly number: number;
  readonly state: string;
  readonly title: string;
  readonly body: string;
  readonly merged: boolean;
  readonly head: { readonly sha: string };
}

describeWithTool('gitea', 'strangers on Gitea', () => {
  let gitea: GiteaServer;
  let token: string;
  let mallory: string;
  /** An account of the name that our branches begin with. */
  let claims: string;
  let copied: { readonly title: string; readonly body: string; readonly message: string };
  let count = 0;

  beforeAll(async () => {
    gitea = await startGitea();
    token = await gitea.addToken(SCOPES);
    mallory = await gitea.addUser('mallory');
    claims = await gitea.addUser('claims');
    // Our words with our marker, and a commit message that is ours to the letter.
    const world = await giteaWorld(gitea, 'copied', BASE, 'push', token);
    const session = await world.open();
    await converge(session, plan(PLAN, ['one', 'two']));
    const { title, body } = await pullOf('copied', 1);
    const message = git(world.bare, ['log', '-1', '--format=%B', BRANCH]);
    copied = { title, body: `${body}\n\nClaims-Acknowledge: infra/db\n`, message };
    await session.close();
    await world.remove();
  }, BUILD_TIMEOUT);
  afterAll(() => gitea.stop());

  let name: string;
  let world: ForgeWorld;
  let session: Session;
  const begin = async (commits: 'push' | 'api' = 'push'): Promise<void> => {
    name = `harvester-${++count}`;
    world = await giteaWorld(gitea, name, BASE, commits, token);
    await must('PATCH', at(), { private: false });
    session = await world.open();
  };
  afterEach(async () => {
    await session.close();
    await world.remove();
  });

  const at = (): string => `/repos/${gitea.login}/${name}`;
  const must = async (method: string, path: string, body?: unknown, as?: string): Promise<unknown> => {
    const answer = await gitea.call(method, path, body, as);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer.body;
  };
  async function pullOf(repository: string, number: number): Promise<Pull> {
    return (await gitea.call('GET', `/repos/${gitea.login}/${repository}/pulls/${number}`)).body as Pull;
  }
  /** Everything of a request that anybody could have changed. */
  const lookAt = async (number: number): Promise<unknown> => {
    const { state, title, body, merged, head } = await pullOf(name, number);
    const comments = (await must('GET', `${at()}/issues/${number}/comments`)) as {
      id: number;
      body: string;
    }[];
    return {
      state,
      title,
      body,
      merged,
      head: head.sha,
      comments: comments.map(({ id, body: text }) => [id, text]),
    };
  };
  function plan(files: Record<string, string>, parts?: string[], extra: Partial<ChangePlan> = {}) {
    return async (input: PlanInput): Promise<ChangePlan> => ({
      ...(await samplePlanner(files)(input)),
      ...(parts === undefined ? {} : { parts }),
      ...extra,
    });
  }

  /** A fork with a branch of our name, and a request from it in our words. */
  const forkRequest = async (): Promise<number> => {
    await must('POST', `${at()}/forks`, { name }, mallory);
    const fork = `/repos/mallory/${name}`;
    // A fork brings along the branches that are there.
    const known = await gitea.call('GET', `${fork}/branches/${BRANCH}`, undefined, mallory);
    const branches = known.status === 200 ? { branch: BRANCH } : { branch: 'main', new_branch: BRANCH };
    const content = Buffer.from('evil: 1\n').toString('base64');
    const files = [{ operation: 'create', path: 'evil.yaml', content }];
    await must('POST', `${fork}/contents`, { ...branches, message: copied.message, files }, mallory);
    return openAs(mallory, `mallory:${BRANCH}`);
  };
  const openAs = async (as: string, head: string, more: object = {}): Promise<number> => {
    const { title, body } = copied;
    const opened = await must('POST', `${at()}/pulls`, { head, base: 'main', title, body, ...more }, as);
    return (opened as Pull).number;
  };
  /** What anybody who may read can push to: a request in the base repository itself, without a fork. */
  const pushForReview = async (): Promise<number> => {
    const folder = temporaryFolder();
    // Not synchronously: the way to Gitea leads through this process.
    const run = (...args: string[]) => promisify(execFile)('git', ['-C', folder.path, ...args]);
    await run('clone', '--quiet', world.bare, '.');
    writeFileSync(join(folder.path, 'agit.yaml'), 'evil: 1\n');
    await run('add', '.');
    const person = ['-c', 'user.name=claims', '-c', 'user.email=claims@example.test'];
    await run(...person, 'commit', '--quiet', '-m', copied.message);
    const authorization = `Authorization: Basic ${Buffer.from(`claims:${claims}`).toString('base64')}`;
    const url = gitea.gitUrl(gitea.login, name);
    const push = ['push', '--quiet', url, 'HEAD:refs/for/main', '-o', 'topic=storage/all'];
    await run('-c', `http.extraHeader=${authorization}`, ...push);
    folder.remove();
    const pulls = (await must('GET', `${at()}/pulls?state=open`)) as Pull[];
    return Math.max(...pulls.map(({ number }) => number));
  };

  test.each(['push', 'api'] as const)(
    'whose requests look like ours are never adopted, merged or edited, and never block (commits by %s)',
    async (commits) => {
      await begin(commits);
      const early = [await forkRequest(), await pushForReview()];
      const commented = copied.body.replace('claims:request', 'claims:comment');
      await must('POST', `${at()}/issues/${early[0]}/comments`, { body: commented }, mallory);
      const before = await Promise.all(early.map(lookAt));
      let seen: unknown;
      const planner = async (input: PlanInput): Promise<ChangePlan> => {
        seen = [input.openRequestTrailers, input.openRequestLabels];
        return plan(PLAN, ['one', 'two', 'three'])(input);
      };
      const created = await converge(session, planner);
      expect(created).toMatchObject({ action: 'created' });
      expect(seen).toEqual([{}, []]);
      const ours = Number(/\d+$/.exec(created.url ?? '')?.[0]);
      expect(early).not.toContain(ours);
      // He comments on ours, too, with the very line that marks our comments.
      const [marked] = (await must('GET', `${at()}/issues/${ours}/comments`)) as { body: string }[];
      const evil = (await must(
        'POST',
        `${at()}/issues/${ours}/comments`,
        { body: marked?.body },
        mallory,
      )) as {
        id: number;
      };
      expect(await converge(session, planner)).toMatchObject({ action: 'unchanged', writes: 0 });
      expect(seen).toEqual([{}, []]);
      const updated = await converge(session, plan(MORE, ['eins', 'zwei']));
      expect(updated).toMatchObject({ action: 'updated', url: created.url });
      const comments = (await must('GET', `${at()}/issues/${ours}/comments`)) as {
        id: number;
        body: string;
      }[];
      expect(comments.map(({ body }) => body.split('\n')[1])).toEqual(['zwei', 'two']);
      expect(comments.find(({ id }) => id === evil.id)?.body).toBe(marked?.body);
      expect(await Promise.all(early.map(lookAt))).toEqual(before);
      const merged = await converge(session, plan(MORE, ['eins', 'zwei']), { merge: true });
      expect(merged).toMatchObject({ action: 'merged', url: created.url });
      expect(Object.keys(filesAt(world.bare, 'main')).sort()).toEqual([
        'README.md',
        'claims/a.yaml',
        'claims/registry.yaml',
      ]);
      expect(await Promise.all(early.map(lookAt))).toEqual(before);
      // And once more, now that one of ours is merged and theirs are still open.
      expect(await converge(session, plan(PLAN))).toMatchObject({ action: 'created' });
      expect(await Promise.all(early.map(lookAt))).toEqual(before);
    },
  );

  test('who come later, and close what they opened, change nothing about ours', async () => {
    await begin();
    const created = await converge(session, plan(PLAN));
    const late = [await forkRequest(), await pushForReview()];
    const before = await Promise.all(late.map(lookAt));
    expect(await converge(session, plan(PLAN))).toMatchObject({
      action: 'unchanged',
      writes: 0,
      url: created.url,
    });
    expect(await converge(session, plan(MORE))).toMatchObject({ action: 'updated', url: created.url });
    expect(await Promise.all(late.map(lookAt))).toEqual(before);
    for (const number of late) await must('PATCH', `${at()}/pulls/${number}`, { state: 'closed' });
    expect(await converge(session, plan(MORE), { merge: true })).toMatchObject({
      action: 'merged',
      url: created.url,
    });
    // Closed ones from forks do not keep ours closed, nor do they open one that a person closed.
    await must('PATCH', `${at()}/pulls/${late[0]}`, {
      body: copied.body.replace('stage=written', 'stage=closing'),
    });
    expect(await converge(session, plan(PLAN))).toMatchObject({ action: 'created' });
    await world.closeAsPerson?.();
    expect(await converge(session, plan(PLAN))).toMatchObject({ action: 'kept-closed', writes: 0 });
    expect(filesAt(world.bare, 'main')).not.toHaveProperty(['evil.yaml']);
  });

  test('who open a request from our own branch, with our words and a label, are not believed', async () => {
    await begin();
    await converge(session, plan(PLAN));
    await world.closeAsPerson?.();
    const { id } = (await must('POST', `${at()}/labels`, { name: LABEL, color: '#ededed' })) as {
      id: number;
    };
    // Gitea allows that to people who may read and are known to the repository.
    expect(
      (await gitea.call('POST', `${at()}/pulls`, { head: BRANCH, base: 'main', title: 'x' }, mallory)).status,
    ).toBe(403);
    await must('PUT', `${at()}/collaborators/mallory`, { permission: 'read' });
    const opened = await openAs(mallory, BRANCH, { labels: [id] });
    const notes: string[] = [];
    let seen: unknown;
    const planner = async (input: PlanInput): Promise<ChangePlan> => {
      seen = [input.openRequestTrailers, input.openRequestLabels];
      return plan(PLAN)(input);
    };
    const reporter = {
      report: (event: { type: string; message?: string }) => void notes.push(event.message ?? ''),
    };
    await converge(session, planner, { reporter });
    expect(seen).toEqual([{}, []]);
    expect(notes.join('\n')).toContain(`the label ${LABEL} does not count: mallory`);
    expect((await pullOf(name, opened)).body).not.toContain('Claims-Acknowledge');
  });

  test('who may write, or not, are told apart where a label acknowledges', async () => {
    await begin();
    await converge(session, plan(PLAN));
    const bob = await gitea.addUser('bob');
    await must('PUT', `${at()}/collaborators/bob`, { permission: 'write' });
    const { id } = (await must('POST', `${at()}/labels`, { name: LABEL, color: '#ededed' })) as {
      id: number;
    };
    const refused = await gitea.call('POST', `${at()}/issues/1/labels`, { labels: [id] }, mallory);
    expect(refused.status).toBe(403);
    await must('POST', `${at()}/issues/1/labels`, { labels: [id] }, bob);
    const labels = async (): Promise<readonly string[] | undefined> => {
      const heads = {
        base: git(world.bare, ['rev-parse', 'main']),
        request: git(world.bare, ['rev-parse', BRANCH]),
      };
      const fresh = await world.open();
      await fresh.repository.fetch(['refs/heads/main', `refs/heads/${BRANCH}`]);
      const found = await fresh.forge.find(KEY, 'main', heads);
      await fresh.close();
      return found?.labels;
    };
    expect(await labels()).toEqual([LABEL]);
    await must('PUT', `${at()}/collaborators/bob`, { permission: 'read' });
    expect(await labels()).toEqual([]);
  });
});
