import { createPlainGitForge } from '../../../gitops/forge/plain-git/plain-git-forge';
import { openTarget } from '../../../gitops/git/open-target';
import type { RefUpdate } from '../../../gitops/git/target-repository';
import { converge, type Session } from '../../contract/forge-world';
import { samplePlanner } from '../../contract/sample-plan';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(60_000);

const REF = 'refs/claims/requests/storage/all';
const PLAN = { 'claims/infra/new.yaml': 'new: 1\n' };
const REGISTRY = { 'claims/registry.yaml': 'claims/infra/new.yaml 2026-01-01T00:00:00Z\n' };

let folder: ReturnType<typeof temporaryFolder>;
let bare: string;
beforeEach(() => {
  folder = temporaryFolder();
  bare = bareRepository(folder.path, { 'README.md': 'x\n' });
});
afterEach(() => {
  folder.remove();
});

/** A session in which something happens right before the base is pushed, once. */
async function interrupted(before: () => void | Promise<void>): Promise<Session> {
  const repository = await openTarget({
    target: bare,
    folder: '/',
    environment: process.env,
    temporaryFolder: folder.path,
  });
  let happened = false;
  const push = async (updates: readonly RefUpdate[]) => {
    if (!happened && updates.some(({ ref }) => ref === 'refs/heads/main')) {
      happened = true;
      await before();
    }
    return repository.push(updates);
  };
  const session = { ...repository, push };
  return { repository: session, forge: createPlainGitForge(session), close: () => repository.close() };
}

test('a merge that another run won with the same commit is reported as merged', async () => {
  const session = await interrupted(async () => {
    const other = await interrupted(() => undefined);
    expect(await converge(other, samplePlanner(PLAN), { merge: true })).toMatchObject({ action: 'merged' });
    await other.close();
    seedCommit(bare, { 'docs/later.md': 'x\n' });
  });
  const result = await converge(session, samplePlanner(PLAN), { merge: true });
  expect(result).toMatchObject({ action: 'merged', commit: git(bare, ['rev-parse', 'main']) });
  await session.close();
});

test('what a person did by hand while the run wanted to merge is not reported as merged', async () => {
  const session = await interrupted(() => {
    // The same content, and no trace of the request.
    seedCommit(bare, { ...PLAN, ...REGISTRY });
    git(bare, ['update-ref', '-d', REF]);
  });
  const result = await converge(session, samplePlanner(PLAN), { merge: true });
  expect(result).toMatchObject({ action: 'none' });
  await session.close();
});

test('a merge that was undone a moment later is made again', async () => {
  const session = await interrupted(() => {
    const before = git(bare, ['rev-parse', 'main']);
    git(bare, ['update-ref', 'refs/heads/main', REF]);
    // By force: the history of the base has nothing of it any more.
    git(bare, ['update-ref', 'refs/heads/main', before]);
    seedCommit(bare, { 'docs/other.md': 'x\n' });
  });
  expect(await converge(session, samplePlanner(PLAN), { merge: true })).toMatchObject({ action: 'merged' });
  expect(filesAt(bare, 'main')).toMatchObject({ ...PLAN, 'docs/other.md': 'x\n' });
  await session.close();
});

test('the ref of a merged request goes with the merge, or with the next run, and never what was pushed to it since', async () => {
  const session = await interrupted(() => undefined);
  expect(await converge(session, samplePlanner(PLAN), { merge: true })).toMatchObject({
    action: 'merged',
    writes: 3,
  });
  expect(git(bare, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main');
  // Merged by a person: the next run has nothing to do but that.
  const next = samplePlanner({ 'claims/infra/new.yaml': 'new: 2\n' });
  const { commit } = await converge(session, next);
  git(bare, ['update-ref', 'refs/heads/main', String(commit)]);
  expect(await converge(session, next, { dryRun: true })).toMatchObject({ action: 'none', writes: 0 });
  expect(await converge(session, next)).toMatchObject({ action: 'none', writes: 1 });
  expect(git(bare, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main');
  expect(await converge(session, next)).toMatchObject({ action: 'none', writes: 0 });
  await session.close();
  // A commit that somebody pushed right after the merge stays theirs.
  const third = samplePlanner({ 'claims/infra/new.yaml': 'new: 3\n' });
  let theirs = '';
  const disturbed = await interrupted(() => {
    theirs = git(bare, ['commit-tree', 'main^{tree}', '-p', REF, '-m', 'mine']);
    git(bare, ['update-ref', REF, theirs]);
  });
  expect(await converge(disturbed, third, { merge: true })).toMatchObject({ action: 'merged' });
  expect(git(bare, ['rev-parse', REF])).toBe(theirs);
  await disturbed.close();
});
