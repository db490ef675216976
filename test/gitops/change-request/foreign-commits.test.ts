import { createPlainGitForge } from '../../../gitops/forge/plain-git/plain-git-forge';
import { openTarget } from '../../../gitops/git/open-target';
import { converge, type Session } from '../../contract/forge-world';
import { samplePlanner } from '../../contract/sample-plan';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(60_000);

const REF = 'refs/claims/requests/storage/all';
const PLAN = samplePlanner({ 'claims/infra/new.yaml': 'new: 1\n' });

let folder: ReturnType<typeof temporaryFolder>;
let bare: string;
let session: Session;

beforeEach(async () => {
  folder = temporaryFolder();
  bare = bareRepository(folder.path, { 'README.md': 'x\n' });
  seedCommit(bare, { 'second.md': 'x\n' });
  const repository = await openTarget({ target: bare, folder: '/', environment: process.env });
  session = { repository, forge: createPlainGitForge(repository), close: () => repository.close() };
  await converge(session, PLAN);
});
afterEach(async () => {
  await session.close();
  folder.remove();
});

/** A merge commit of the base into the request's branch, with this tree. */
function mergeBaseInto(tree: string): string {
  const head = git(bare, ['rev-parse', REF]);
  const merge = git(bare, ['commit-tree', tree, '-p', head, '-p', 'main', '-m', 'Merge main']);
  git(bare, ['update-ref', REF, merge]);
  return merge;
}

test('a merge of the base that says nothing of its own is not foreign', async () => {
  seedCommit(bare, { 'other.md': 'other\n' });
  mergeBaseInto(git(bare, ['merge-tree', '--write-tree', 'main', REF]));
  // The words stand in the commit, so the merge has none: one commit of ours takes its place.
  expect(await converge(session, PLAN)).toMatchObject({ action: 'updated' });
  expect(await converge(session, PLAN, { merge: true })).toMatchObject({ action: 'merged' });
  expect(Object.keys(filesAt(bare, 'main'))).toContain('other.md');
});

test('a merge that changes something on the way is', async () => {
  seedCommit(bare, { 'other.md': 'other\n' });
  const merge = mergeBaseInto('main^{tree}');
  await expect(converge(session, PLAN)).rejects.toThrow(`${merge.slice(0, 7)} by Test Author`);
});

test('commits of a base that was rewritten since are not foreign', async () => {
  git(bare, ['update-ref', 'refs/heads/main', 'main^']);
  seedCommit(bare, { 'rewritten.md': 'x\n' });
  expect(await converge(session, PLAN)).toMatchObject({ action: 'updated' });
  expect(Object.keys(filesAt(bare, REF)).sort()).toEqual([
    'README.md',
    'claims/infra/new.yaml',
    'claims/registry.yaml',
    'rewritten.md',
  ]);
});
