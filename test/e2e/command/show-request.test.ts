import { join } from 'node:path';
import { parseMessage, sealedMessage } from '../../../gitops/forge/trailers';
import { BAD_HEADS } from '../../fixtures/git/bad-heads';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProject, type CliRun } from '../../cli/cli-run';

// Dozens of Git processes: slow where many suites share few cores.
jest.setTimeout(60_000);

const REF = 'refs/claims/requests/shop/all';

let folder: ReturnType<typeof temporaryFolder>;
let target: string;
let cwd: string;
beforeEach(() => {
  folder = temporaryFolder();
  target = bareRepository(folder.path, { 'README.md': 'hello\n' });
  cwd = join(folder.path, 'project');
  writeProject(
    cwd,
    [{ key: 'infra/app', spec: { storage: '10Gi' } }],
    '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n',
  );
});
afterEach(() => {
  folder.remove();
});

const run = (...argv: string[]): Promise<CliRun> => claims(argv, { cwd });
/** Two hours and some after the commit: its date is that of the run. */
const later = (...argv: string[]): Promise<CliRun> =>
  claims(argv, { cwd, env: { SOURCE_DATE_EPOCH: '1700008000' } });

test('pr --show prints the request as a reviewer reads it, and how it is merged', async () => {
  expect(await run('pr', '--show', '--json')).toMatchObject({ exitCode: 1 });
  const none = await run('pr', '--show');
  expect(none).toMatchObject({ exitCode: 1, stdout: '' });
  expect(none.stderr).toContain("project 'shop' has no open change request");
  await run('pr');
  const before = git(target, ['for-each-ref']);
  const head = git(target, ['rev-parse', REF]);
  const shown = await later('pr', '--show');
  expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
  const text = shown.stdout;
  for (const part of [
    'claims(shop): add infra/app',
    'as infra/app',
    '2 hours old',
    `${REF} at ${head}`,
    'into main',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain('<!-- claims:');
  const json = (await later('pr', '--show', '--json')).json() as unknown as { requests: object[] };
  expect(json).toEqual({
    requests: [
      expect.objectContaining({
        project: 'shop',
        group: 'all',
        ref: REF,
        title: 'claims(shop): add infra/app',
        body: expect.stringContaining('as infra/app'),
        base: 'main',
        commit: head,
        ageSeconds: 8000,
        current: true,
        foreign: [],
        unreadable: null,
      }),
    ],
  });
  expect(git(target, ['for-each-ref'])).toBe(before);
  // What it says merges it does merge it.
  const { merge } = json.requests[0] as { merge: string };
  expect(text).toContain(merge);
  git(cwd, ['init', '--quiet']);
  git(target, merge.split(' ').slice(1));
  expect(filesAt(target, 'main')).toMatchObject({ 'claims/infra/app/volumeclaim.yaml': expect.any(String) });
  expect((await run('pr', '--show')).exitCode).toBe(1);
});

test('pr --show tells a base that moved on, commits of others, and what is not a request at all', async () => {
  await run('pr');
  seedCommit(target, { 'docs/x.md': 'x\n' });
  expect((await run('pr', '--show')).stdout).toContain('main has changed since');
  const mine = seedCommit(
    target,
    { 'claims/mine.yaml': 'x\n' },
    { branch: REF, author: 'Bo Ek <bo@example.test>' },
  );
  git(target, ['update-ref', 'refs/claims/requests/shop/delete-x', BAD_HEADS[0]!.make(target)]);
  git(target, ['update-ref', 'refs/claims/requests/shop/NOT/ours', 'main']);
  const { stdout, exitCode } = await run('pr', '--show');
  expect(exitCode).toBe(0);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`${mine.slice(0, 7)} by Bo Ek <bo@example.test>`);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('delete-x is not ours: it is a blob, not a commit');
  expect((await run('pr', '--show', '--json')).json()).toMatchObject({
    requests: [
      { group: 'all', foreign: [{ commit: mine }], merge: null },
      { group: 'delete-x', title: null, unreadable: 'it is a blob, not a commit' },
    ],
  });
});

test('a request in the words of older versions is ours, stays as it is, and is written anew with the next change', async () => {
  await run('pr');
  const head = git(target, ['rev-parse', REF]);
  const tree = git(target, ['rev-parse', `${head}^{tree}`]);
  const { trailers } = parseMessage(git(target, ['log', '-1', '--format=%B', head]));
  const { 'Claims-Kind': _kind, ...older } = trailers;
  const body = `<!-- claims:review project=shop group=all part=1/1 input=${'a'.repeat(64)} output=${'b'.repeat(64)} version=0.1.0 -->\n## Claims of \`shop\` for \`main\``;
  const message = sealedMessage('claims(shop): 1 added', body, older, tree);
  const old = git(target, ['commit-tree', tree, '-p', 'main', '-F', '-'], message);
  git(target, ['update-ref', REF, old]);
  expect((await run('pr', '--json')).json()).toMatchObject({ action: 'unchanged', writes: 0, commit: old });
  writeProject(
    cwd,
    [{ key: 'infra/app', spec: { storage: '20Gi' } }],
    '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n',
  );
  expect((await run('pr', '--json')).json()).toMatchObject({ action: 'updated' });
  const now = git(target, ['log', '-1', '--format=%B', REF]);
  expect(now).toMatch(/^claims\(shop\): add infra\/app\n/);
  expect(now).not.toContain('<!--');
});

test('pr --show does nothing else: what asks for it is refused', async () => {
  for (const option of ['--merge', '--dry-run', '--take-over', '--overwrite=infra/app']) {
    expect(await run('pr', '--show', option)).toMatchObject({ exitCode: 2 });
  }
});
