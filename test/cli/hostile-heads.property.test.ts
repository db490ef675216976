import { join } from 'node:path';
import { createPlainGitForge } from '../../gitops/forge/plain-git/plain-git-forge';
import { openTarget } from '../../gitops/git/open-target';
import { converge, type Session } from '../contract/forge-world';
import { githubWorld } from '../contract/github-world';
import { samplePlanner } from '../contract/sample-plan';
import { BAD_HEADS, type BadHead } from '../fixtures/git/bad-heads';
import { bareRepository, filesAt, git, temporaryFolder } from '../fixtures/git/git';
import { serveGit } from '../fixtures/git/git-http-server';
import { runs } from '../runs';
import { claims, writeProject } from './cli-run';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(120_000);

const REF = 'refs/claims/requests/shop/all';
const FILES = { 'README.md': 'hello\n' };
const PLAN = samplePlanner({ 'claims/infra/new.yaml': 'new: 1\n' });

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

const cases = (heads: readonly BadHead[], count: number): (readonly [string, BadHead])[] =>
  heads.slice(0, runs(count, heads.length)).map((head) => [head.what, head]);

describe.each(cases(BAD_HEADS, 2))('whoever may push our ref and makes it %s', (_what, head) => {
  test('stops neither diff nor pr, which says how to go on', async () => {
    const target = bareRepository(folder.path, FILES);
    const cwd = join(folder.path, 'project');
    writeProject(
      cwd,
      [{ key: 'infra/app', spec: { storage: '10Gi' } }],
      '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n',
    );
    const id = head.make(target);
    git(target, ['update-ref', REF, id]);
    const diff = await claims(['diff', '--json'], { cwd });
    expect(diff).toMatchObject({ exitCode: 0, stderr: '' });
    expect(diff.json()).toMatchObject({ summary: { added: 1 } });
    for (const option of ['--dry-run', '--json']) {
      const run = await claims(['pr', option], { cwd });
      if (head.forged === true) expect(run).toMatchObject({ exitCode: 0 });
      else {
        expect(run.exitCode).toBe(1);
        expect(run.stdout + run.stderr).toContain('request-foreign-commits');
        expect(run.stdout + run.stderr).toMatch(/--take-over\s+replaces/);
        expect(git(target, ['rev-parse', REF])).toBe(id);
      }
    }
    const taken = await claims(['pr', '--take-over', '--json'], { cwd });
    expect(taken).toMatchObject({ exitCode: 0 });
    expect(git(target, ['rev-parse', `${REF}^`])).toBe(git(target, ['rev-parse', 'main']));
    expect(filesAt(target, REF)).toMatchObject({ 'claims/infra/app/volumeclaim.yaml': expect.any(String) });
    expect(await claims(['pr', '--merge'], { cwd })).toMatchObject({ exitCode: 0 });
    expect(git(target, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main');
  });
});

test('refs that others push beside ours, of any name and content, stop no other request of the program', async () => {
  const target = bareRepository(folder.path, FILES);
  const cwd = join(folder.path, 'project');
  writeProject(
    cwd,
    [
      { key: 'infra/app', spec: { storage: '10Gi' } },
      { key: 'apps/web', spec: { replicas: 1 } },
    ],
    '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n  request: {group: category}\n',
  );
  const [blob] = BAD_HEADS;
  const id = blob?.make(target) ?? '';
  for (const name of ['gone', 'UPPER/case', 'deep/er/still', 'x.lock.y', 'ümlaut'])
    git(target, ['update-ref', `refs/claims/requests/shop/${name}`, id]);
  const opened = await claims(['pr', '--json'], { cwd });
  expect(opened).toMatchObject({ exitCode: 0 });
  expect(opened.json()).toMatchObject({ requests: [{ action: 'created' }, { action: 'created' }] });
  // One of ours is taken: the other one goes on.
  git(target, ['update-ref', 'refs/claims/requests/shop/apps', id]);
  git(target, ['update-ref', '-d', 'refs/claims/requests/shop/infra']);
  const stopped = await claims(['pr', '--json'], { cwd });
  expect(stopped).toMatchObject({ exitCode: 1 });
  expect(stopped.json()).toMatchObject({
    error: { code: 'request-foreign-commits', message: expect.stringContaining('shop/apps') },
  });
  expect(filesAt(target, 'refs/claims/requests/shop/infra')).toMatchObject({
    'claims/infra/app/volumeclaim.yaml': expect.any(String),
  });
});

/** Takes over at once and merges, after it was refused; nothing that the server keeps of it hinders. */
async function takeOver(session: Session, project: string, head: BadHead): Promise<void> {
  const refused: unknown = await converge(session, PLAN, { project }).catch((error: unknown) => error);
  expect(refused).toMatchObject(
    head.forged === true && head.incomplete !== true
      ? { commit: expect.any(String) }
      : { code: 'request-foreign-commits' },
  );
  expect(await converge(session, PLAN, { project, takeOver: true, merge: true })).toMatchObject({
    action: 'merged',
  });
}

test.each(cases(BAD_HEADS, 1))('over HTTP: a ref that is %s is taken over', async (_what, head) => {
  const bare = bareRepository(folder.path, FILES);
  git(bare, ['update-ref', REF, head.make(bare)]);
  const server = await serveGit(folder.path);
  const repository = await openTarget({
    target: `${server.url}/target.git`,
    folder: '/',
    environment: process.env,
    temporaryFolder: folder.path,
    cacheFolder: join(folder.path, 'cache'),
  });
  const close = (): Promise<void> => repository.close();
  try {
    await takeOver({ repository, forge: createPlainGitForge(repository), close }, 'shop', head);
    expect(filesAt(bare, 'main')).toMatchObject({ 'claims/infra/new.yaml': 'new: 1\n' });
  } finally {
    await close();
    await server.close();
  }
});

test.each(
  cases(
    BAD_HEADS.filter(({ noCommit }) => noCommit !== true),
    1,
  ),
)('on a forge: a branch that is %s is taken over', async (_what, head) => {
  const world = await githubWorld(FILES);
  const session = await world.open();
  try {
    git(world.bare, ['update-ref', 'refs/heads/claims/shop/all', head.make(world.bare)]);
    await takeOver(session, 'shop', head);
    expect(filesAt(world.bare, 'main')).toMatchObject({ 'claims/infra/new.yaml': 'new: 1\n' });
  } finally {
    await session.close();
    await world.remove();
  }
});
