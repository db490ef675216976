import { createHash } from 'node:crypto';
import {
  type ContentsResult,
  convergeByContents,
  type OpenedPulls,
} from '../../../collector/reconciler/contents/contents-request';
import { registryHash } from '../../../collector/reconciler/request/status-request';
import type { ChangePlan } from '../../../gitops/change-request/change-plan';
import { ContentsApi } from '../../../gitops/forge/github/contents-api';
import { GitHubApi } from '../../../gitops/forge/github/github-api';
import { createGitHubClient } from '../../../gitops/forge/github/github-client';
import { isSealed } from '../../../gitops/forge/trailers';
import { memoryGitHub, type MemoryGitHub } from '../../contract/memory-github';
import type { FaultPlan, HostedRepository } from '../../fixtures/github';
import { virtualLimits } from '../../fixtures/github/virtual-limits';

const FILE = 'claims/registry.yaml';
const BRANCH = 'status-update-registry';
const BASE = 'alpha: []\n# é\n';

describe('a request that is made through the API of GitHub alone', () => {
  let world: MemoryGitHub;
  let hosted: HostedRepository;
  let opened: OpenedPulls;
  /** What the registry is to become; undefined: nothing is left to say. */
  let wanted: string | undefined;
  const begin = async (text = BASE, faultPlan?: FaultPlan): Promise<void> => {
    world = await memoryGitHub(
      { [FILE]: text, 'README.md': 'x\n', 'claims/infra/a.yaml': 'a\n' },
      faultPlan && { faultPlan },
    );
    ({ hosted } = world);
    opened = new Map();
  };
  afterEach(async () => {
    // The fixture does not merge a branch into a branch.
    await world.github.stop({ allowProblems: true });
  });

  const planFor = (): Promise<ChangePlan> => {
    const pieces = [Buffer.from(wanted ?? '')];
    const inputHash = createHash('sha256').update(`of ${wanted}`).digest('hex');
    return Promise.resolve({
      empty: wanted === undefined,
      edits: wanted === undefined ? [] : [{ path: FILE, content: pieces }],
      title: 'chore: update claim statuses',
      parts: [`says ${inputHash}`],
      inputHash,
      outputHash: registryHash(FILE, pieces),
      trailers: { 'Claims-Term': ['1'] },
    });
  };
  const run = (isMerging = false): Promise<ContentsResult<ChangePlan>> => {
    const client = createGitHubClient({
      apiUrl: world.github.apiUrl,
      token: world.github.token,
      repository: 'acme/harvester',
      version: '1.0.0',
      fetch: world.github.fetch,
      ...virtualLimits(world.clock),
    });
    const github = new GitHubApi(client);
    return convergeByContents({
      api: new ContentsApi(client),
      merge: isMerging ? (number, head) => github.merge(number, head) : undefined,
      capabilities: github.capabilities,
      key: { project: 'collector', kind: 'status', group: BRANCH },
      base: 'main',
      file: FILE,
      planFor,
      version: '1.0.0',
      opened,
      retry: { wait: () => Promise.resolve(), attempts: 5 },
    });
  };
  const proposed = (): string | undefined => hosted.file(FILE, BRANCH);

  it('is made once, left alone, updated, and closed with its branch when nothing is left', async () => {
    await begin();
    wanted = 'alpha: [1]\n';
    expect(await run()).toMatchObject({ action: 'created', branch: BRANCH, base: 'main' });
    expect(await run()).toMatchObject({ action: 'unchanged', writes: 0 });
    wanted = 'alpha: [2]\n';
    expect(await run()).toMatchObject({ action: 'updated' });
    expect([proposed(), hosted.pulls().length]).toEqual([wanted, 1]);
    wanted = undefined;
    expect(await run()).toMatchObject({ action: 'closed' });
    expect([hosted.pulls('open'), Object.keys(hosted.branches())]).toEqual([[], ['main']]);
    expect(await run()).toMatchObject({ action: 'none', writes: 0 });
  });

  it('has commits that are ours for Git, too', async () => {
    await begin();
    wanted = 'alpha: [1]\n';
    await run();
    const [commit] = hosted.log(BRANCH, 'main');
    const tree = hosted.tree(BRANCH);
    expect(isSealed({ message: commit?.message ?? '', tree })).toBe(true);
    expect(commit?.message).toContain('Claims-Term: 1');
  });

  it('leaves what somebody else wrote there alone, open or not', async () => {
    await begin();
    wanted = 'alpha: [1]\n';
    await run();
    hosted.commit(BRANCH, { [FILE]: 'alpha: [mine]\n' }, { by: 'jane' });
    wanted = 'alpha: [2]\n';
    await expect(run()).rejects.toMatchObject({ code: 'request-foreign-commits' });
    hosted.closePull(1);
    await expect(run()).rejects.toMatchObject({ code: 'request-foreign-commits' });
    expect(proposed()).toBe('alpha: [mine]\n');
  });

  it('keeps what somebody else committed beside the registry, also when nothing is left to say', async () => {
    await begin();
    wanted = 'alpha: [1]\n';
    await run();
    hosted.commit(BRANCH, { 'notes.md': 'mine\n' }, { by: 'jane' });
    for (const next of ['alpha: [2]\n', undefined]) {
      wanted = next;
      await expect(run()).rejects.toMatchObject({ code: 'request-foreign-commits' });
    }
    hosted.closePull(1);
    expect(await run()).toMatchObject({ action: 'none', writes: 0 });
    expect([hosted.file('notes.md', BRANCH), proposed()]).toEqual(['mine\n', 'alpha: [1]\n']);
  });

  it('stays closed where a person closed it, until something else is to be said; what a stranger closed does not count', async () => {
    await begin();
    wanted = 'alpha: [1]\n';
    await run();
    const { body } = hosted.pull(1);
    hosted.closePull(1);
    expect(await run()).toMatchObject({ action: 'kept-closed', writes: 0 });
    wanted = 'alpha: [2]\n';
    expect(await run()).toMatchObject({ action: 'created' });
    hosted.closePull(2);
    wanted = 'alpha: [3]\n';
    const other = hosted.openAsStranger({
      author: 'mallory',
      head: BRANCH,
      title: 'x',
      body,
      fork: undefined,
    });
    hosted.closePull(other, 'mallory');
    expect(await run()).toMatchObject({ action: 'created' });
  });

  it('begins anew from the base once it was merged', async () => {
    await begin();
    wanted = 'alpha: [1]\n';
    await run();
    hosted.mergePull(1, { method: 'squash' });
    hosted.commit('main', { 'README.md': 'y\n' });
    wanted = 'alpha: [2]\n';
    expect(await run()).toMatchObject({ action: 'created' });
    expect(hosted.log(BRANCH, 'main')).toHaveLength(1);
    expect(hosted.file('README.md', BRANCH)).toBe('y\n');
    expect(await run(true)).toMatchObject({ action: 'merged' });
    expect([hosted.file(FILE), Object.keys(hosted.branches())]).toEqual([wanted, ['main']]);
  });

  it('is not opened twice where the list of requests is behind', async () => {
    let isBehind = true;
    await begin(BASE, {
      next: ({ route, method }) =>
        isBehind && method === 'GET' && route.endsWith('/pulls') ? { kind: 'stale', writes: 100 } : undefined,
    });
    wanted = 'alpha: [1]\n';
    expect(await run()).toMatchObject({ action: 'created' });
    expect(await run()).toMatchObject({ action: 'unchanged', writes: 0 });
    isBehind = false;
    hosted.closePull(1);
    expect(await run()).toMatchObject({ action: 'kept-closed' });
  });

  it('reads a registry above the limit of the contents API from its blob', async () => {
    const long = `alpha: []\n${'# long\n'.repeat(200_000)}`;
    await begin(long);
    wanted = `${long}beta: []\n`;
    expect(await run()).toMatchObject({ action: 'created' });
    expect(proposed()).toBe(wanted);
    expect(await run()).toMatchObject({ action: 'unchanged' });
  });

  it('never takes what is not given out for an empty file', async () => {
    await begin(`alpha: []\n${'# long\n'.repeat(200_000)}`, {
      next: ({ route }) =>
        route.includes('git/blobs') ? { kind: 'answer', status: 404, message: 'Not Found' } : undefined,
    });
    wanted = 'alpha: [1]\n';
    await expect(run()).rejects.toMatchObject({ code: 'registry-unreadable' });
    expect(world.github.log.writes()).toEqual([]);
  });
});
