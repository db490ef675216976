import { join } from 'node:path';
import { createPlainGitForge } from '../../gitops/forge/plain-git/plain-git-forge';
import { openTarget } from '../../gitops/git/open-target';
import { converge, type Session } from '../contract/forge-world';
import { githubWorld } from '../contract/github-world';
import { samplePlanner } from '../contract/sample-plan';
import { BAD_HEADS, type BadHead } from '../fixtures/git/bad-heads';
import { bareRepository, filesAt, git, temporaryFolder } from '../fixtures/git/git';
import { serveGit } from '../fixtures/git/git-http-server';
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
  for (const name of ['gone', 'UPPER/case', 'deep/er/still', 'x.lock.y', 'ümlaut']) {
    git(target, ['update-ref', `refs/claims/requests/shop/${name}`, id]);
  }
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

test.each(BAD_HEADS.map((head) => [head.what, head] as const))(
  'over HTTP: a ref that is %s is taken over',
  async (_what, head) => {
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
  },
);

test.each(BAD_HEADS.filter(({ noCommit }) => noCommit !== true).map((head) => [head.what, head] as const))(
  'on a forge: a branch that is %s is taken over',
  async (_what, head) => {
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
  },
);
