import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProgram, writeProject, type CliRun, type TestClaim } from '../../cli/cli-run';

const pathOf = (key: string): string => `claims/${key}/volumeclaim.yaml`;
const app = (key: string, spec: TestClaim['spec'] = { storage: '10Gi', mode: 'Block' }): TestClaim => ({
  key,
  spec,
});
const CLAIMS = ['infra/a', 'infra/b', 'infra/c'];
const CHANGED = { storage: '20Gi', mode: 'Block' };

describe('what the program asks for and cannot be written', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let target: string;
  let cwd: string;
  const run = (...argv: string[]): Promise<CliRun> => claims(argv, { cwd });
  const edit = (path: string, change: (text: string) => string): void => {
    seedCommit(target, { [path]: change(filesAt(target, 'main')[path] ?? '') });
  };
  let seeded: ReturnType<typeof temporaryFolder>;
  beforeAll(async () => {
    seeded = temporaryFolder();
    bareRepository(seeded.path, { 'README.md': 'hello\n' });
    cwd = join(seeded.path, 'project');
    const gitops = '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n';
    writeProject(
      cwd,
      CLAIMS.map((key) => app(key)),
      gitops,
    );
    await run('pr', '--merge');
  });
  afterAll(() => {
    seeded.remove();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    cpSync(seeded.path, folder.path, { recursive: true });
    target = join(folder.path, 'target.git');
    cwd = join(folder.path, 'project');
  });
  afterEach(() => {
    folder.remove();
  });

  test('an edit by hand that the program does not contradict is no difference', async () => {
    edit(pathOf('infra/a'), (text) => text.replace('mode: Block', 'mode: Filesystem'));
    const diff = await run('diff', '--exit-code');
    expect(diff).toMatchObject({ exitCode: 0, stderr: '' });
    expect(diff.stdout).toContain('kept files (1)');
    expect(diff.stdout).toContain('No changes: 3 claims; 1 file edited by hand, not changed');
    expect(diff.stdout).not.toContain('all as declared');
    expect((await run('diff', '--json')).json()).toMatchObject({
      kept: [{ reason: 'hand-edited', programChanged: false }],
      summary: { kept: 1, heldBack: 0 },
    });
    expect(await run('pr')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('a value of the program that an edited file keeps out is one: exit code, words and JSON say so', async () => {
    for (const key of CLAIMS) edit(pathOf(key), (text) => text.replace('10Gi', '15Gi'));
    writeProgram(
      cwd,
      CLAIMS.map((key) => app(key, CHANGED)),
    );
    const diff = await run('diff', '--exit-code');
    expect(diff.exitCode).toBe(3);
    expect(diff.stdout).toContain('3 claims differ from the target and cannot be changed');
    expect(diff.stdout).not.toMatch(/No changes|all as declared/);
    expect((await run('diff')).exitCode).toBe(0);
    expect((await run('diff', '--exit-code', '--json')).json()).toMatchObject({
      kept: CLAIMS.map((key) => ({ path: pathOf(key), programChanged: true })),
      summary: { heldBack: 3 },
    });
    const pr = await run('pr', '--merge');
    expect(pr.exitCode).toBe(0);
    expect(pr.stderr).toContain('warning: 3 claims differ from the target and cannot be changed');
    expect(pr.stdout).toContain('3 claims differ from the target and cannot be changed');
    expect(pr.stdout).toContain('nothing can be changed without --merge-edits or --overwrite');
    expect((await run('pr', '--json')).json()).toMatchObject({
      action: 'none',
      kept: CLAIMS.map(() => ({ programChanged: true })),
      summary: { heldBack: 3 },
    });
    expect((await run('synth')).stdout).toContain('3 claims differ from the target and cannot be changed');
  });

  test('a request that opens for another claim says what it does not do', async () => {
    edit(pathOf('infra/a'), (text) => text.replace('10Gi', '15Gi'));
    writeProgram(cwd, [app('infra/a', CHANGED), app('infra/b', CHANGED), app('infra/c')]);
    await run('pr');
    const body = git(target, ['log', '-1', '--format=%B', 'refs/claims/requests/shop/all']);
    expect(body).toContain('\n1 claim differs from the target and cannot be changed: ');
    expect((await run('diff', '--markdown')).stdout).toContain(
      '**1 claim differs from the target and cannot be changed**',
    );
    const { stdout } = await run('diff');
    expect(stdout.replace(/\s+/g, ' ')).toContain('1 claim differs from the target and cannot be changed');
  });

  test('a request is told apart by it: the program that contradicts an edit later changes the text', async () => {
    edit(pathOf('infra/a'), (text) => text.replace('mode: Block', 'mode: Filesystem'));
    writeProgram(cwd, [app('infra/a'), app('infra/b', CHANGED), app('infra/c')]);
    await run('pr');
    writeProgram(cwd, [app('infra/a', { ...CHANGED, mode: 'Raw' }), app('infra/b', CHANGED), app('infra/c')]);
    expect((await run('pr', '--json')).json()).toMatchObject({ action: 'updated' });
  });

  test('requests in groups: the group of which nothing can be changed speaks up, too', async () => {
    const gitops =
      '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n  request:\n    group: category\n';
    edit(pathOf('infra/a'), (text) => text.replace('10Gi', '15Gi'));
    writeProject(cwd, [app('infra/b'), app('infra/c')], gitops);
    const pr = await run('pr');
    expect(pr.stderr).toContain('1 claim differs from the target and cannot be changed: infra/a');
    expect((await run('pr', '--json')).json()).toMatchObject({
      requests: [{ action: 'none', kept: [{ reason: 'hand-edited-removal', programChanged: true }] }],
    });
  });
});

test('each warning of a plan stands once in the text of the request, with its count, on stderr and in JSON', async () => {
  const folder = temporaryFolder();
  try {
    const target = bareRepository(folder.path, { 'README.md': 'hello\n' });
    const cwd = join(folder.path, 'project');
    writeProject(cwd, [], '  target: ../target.git\n  project: shop\n');
    const issues = [
      {
        code: 'secret-literal-allowed',
        severity: 'warning',
        message: 'a literal stands here',
        construct: 'infra/db',
      },
    ];
    writeProgram(cwd, [app('infra/db'), app('apps/db')], issues);
    const { stderr } = await claims(['pr'], { cwd });
    const body = git(target, ['log', '-1', '--format=%B', 'refs/claims/requests/shop/all']);
    const json = await claims(['diff', '--json'], { cwd });
    const words = ['a literal stands here', 'have the same component name', 'slug of the target repository'];
    for (const text of [stderr, body, json.stdout]) {
      const flat = text.replace(/\s+/g, ' ');
      for (const word of words) {
        expect({ word, count: flat.split(word).length - 1 }).toEqual({ word, count: 1 });
      }
    }
    expect(body).toMatch(/0 errors, 3 warnings\./);
  } finally {
    folder.remove();
  }
});
