import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, judgeGit } from '../../../cli/commands/doctor/check-tools';
import { bareRepository, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { serveGit } from '../../fixtures/git/git-http-server';
import { claims, writeProject, type CliRun } from '../../cli/cli-run';

interface Found {
  readonly name: string;
  readonly status: string;
  readonly detail: string;
  readonly hint?: string;
}

const NAMES = [
  'node',
  'git',
  'configuration',
  'project',
  'program',
  'token',
  'target',
  'base',
  'read',
  'push',
];
const GITOPS = '  target: ../target.git\n  project: shop\n';

describe('claims doctor', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let target: string;
  let cwd: string;
  beforeEach(() => {
    folder = temporaryFolder();
    target = bareRepository(folder.path, { 'README.md': 'hello\n' });
    cwd = join(folder.path, 'project');
    writeProject(cwd, [{ key: 'infra/app' }], GITOPS);
  });
  afterEach(() => {
    folder.remove();
  });

  async function doctor(
    ...given: Parameters<typeof claims>[0]
  ): Promise<{ run: CliRun; of: (name: string) => Found | undefined }> {
    return doctorWith({}, given);
  }
  async function doctorWith(
    env: Record<string, string>,
    argv: readonly string[] = [],
  ): ReturnType<typeof doctor> {
    const run = await claims(['doctor', '--json', ...argv], { cwd, env });
    const { checks } = run.json() as unknown as { checks: Found[] };
    return { run, of: (name) => checks.find((check) => check.name === name) };
  }

  test('finds nothing to fix where all is well, writes nothing, exit 0', async () => {
    const before = git(target, ['count-objects', '-v']) + git(target, ['for-each-ref']);
    const { run } = await doctor();
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const { checks } = run.json() as unknown as { checks: Found[] };
    expect(checks.map(({ name, status }) => `${status} ${name}`)).toEqual(NAMES.map((name) => `ok ${name}`));
    expect(git(target, ['count-objects', '-v']) + git(target, ['for-each-ref'])).toBe(before);
  });

  test('tells every problem of the configuration, and checks the rest with what is right', async () => {
    writeProject(cwd, [{ key: 'infra/app' }], `${GITOPS}  root: 3\n  tragets: x\n  webUrl: nowhere\n`);
    const { run, of } = await doctor();
    expect(run.exitCode).toBe(2);
    const { detail = '' } = of('configuration') ?? {};
    for (const said of [
      "cdk8s.yaml:5 'gitops.root'",
      "'gitops.tragets', did you mean 'target'?",
      'gitops.webUrl',
    ]) {
      expect(detail).toContain(said);
    }
    expect(of('program')).toMatchObject({ status: 'ok', detail: '1 claim in 1 category' });
    expect(of('push')).toMatchObject({ status: 'ok' });
  });

  test('a configuration that cannot be read leaves flags to work with', async () => {
    writeFileSync(join(cwd, 'cdk8s.yaml'), 'app: [\n');
    const { run, of } = await doctor('--target', target, '--app', 'sh program.sh');
    expect(run.exitCode).toBe(2);
    expect(of('configuration')?.status).toBe('failed');
    expect(of('project')).toMatchObject({ status: 'failed', detail: expect.stringContaining('no project') });
    expect(of('program')?.status).toBe('ok');
    expect(of('read')?.status).toBe('ok');
  });

  test('a program that fails is told in short with its line, exit 4; the target is checked all the same', async () => {
    writeFileSync(join(cwd, 'main.js'), '\nundefinedFunction();\n');
    const { run, of } = await doctor();
    expect(run.exitCode).toBe(4);
    expect(of('program')).toMatchObject({
      status: 'failed',
      detail: 'main.js:2 ReferenceError: undefinedFunction is not defined',
    });
    expect(of('push')?.status).toBe('ok');
  });

  test('nothing configured: what is missing is said with its hint', async () => {
    writeFileSync(join(cwd, 'cdk8s.yaml'), 'language: typescript\n');
    const { run, of } = await doctor();
    expect(run.exitCode).toBe(2);
    expect(of('program')).toMatchObject({ status: 'failed', hint: expect.stringContaining('`app`') });
    expect(of('target')).toMatchObject({ status: 'warning', hint: expect.stringContaining('gitops.target') });
  });

  test('Git is not there: said once for Git, and for the target that needs it', async () => {
    const bin = join(folder.path, 'bin');
    mkdirSync(bin);
    symlinkSync(process.execPath, join(bin, 'node'));
    for (const name of ['cp', 'sh']) symlinkSync(`/bin/${name}`, join(bin, name));
    const { run, of } = await doctorWith({ PATH: bin });
    expect(run.exitCode).toBe(2);
    expect(of('git')).toMatchObject({ status: 'failed', hint: expect.stringContaining('Install Git') });
    expect(of('program')?.status).toBe('ok');
    expect(of('target')?.status).toBe('failed');
  });

  test.each([
    ['a target that is not there', '--target ../nowhere.git', 'target', 'does not exist'],
    ['a base that is not there', '--base mian', 'base', "did you mean 'main'?"],
  ])('%s fails with exit 1', async (_, flags, name, said) => {
    const { run, of } = await doctor(...flags.split(' '));
    expect(run.exitCode).toBe(1);
    expect(of(name)).toMatchObject({ status: 'failed', detail: expect.stringContaining(said) });
    expect(of('read')).toMatchObject({ status: 'warning', hint: `Fix ${name} first.` });
  });

  test('an empty repository is fine: the first merge makes the base', async () => {
    git(folder.path, ['init', '--quiet', '--bare', 'empty.git']);
    const { run, of } = await doctor('--target', '../empty.git');
    expect(run.exitCode).toBe(0);
    expect(of('base')?.detail).toContain('no branch yet');
  });

  test('a broken registry is found before a run stumbles over it', async () => {
    seedCommit(target, { 'claims/registry.yaml': 'claims: {\n' });
    expect((await doctor()).of('read')?.status).toBe('failed');
  });

  test('a work tree that has the base checked out takes change requests, but no merge', async () => {
    git(folder.path, ['clone', '--quiet', target, 'tree']);
    const refused = await doctor('--target', '../tree');
    expect(refused.run.exitCode).toBe(0);
    expect(refused.of('push')).toMatchObject({
      status: 'warning',
      detail: expect.stringContaining('main is checked out'),
      hint: expect.stringContaining('receive.denyCurrentBranch'),
    });
    git(join(folder.path, 'tree'), ['config', 'receive.denyCurrentBranch', 'updateInstead']);
    expect((await doctor('--target', '../tree')).of('push')?.status).toBe('ok');
  });

  test('a plain folder can be planned against, but not pushed to', async () => {
    const { run, of } = await doctor('--target', '.');
    expect(run.exitCode).toBe(0);
    expect(of('push')).toMatchObject({ status: 'warning', hint: expect.stringContaining('Git repository') });
  });

  test('a server that takes no pushes is found without pushing anything, and no credential is shown', async () => {
    const server = await serveGit(folder.path, ({ url = '' }) =>
      url.includes('receive-pack') ? 403 : undefined,
    );
    const secret = 'ghp_0123456789abcdefghijklmnopqrstuvwxyzAB';
    try {
      const address = server.url.replace('//', `//ana:${secret}@`);
      const { run, of } = await doctorWith({ CLAIMS_TARGET: `${address}/target.git` });
      expect(run.exitCode).toBe(1);
      expect(of('read')?.status).toBe('ok');
      expect(of('push')).toMatchObject({ status: 'failed', hint: expect.stringContaining('write access') });
      expect(server.authorizations.some((header) => header.startsWith('Basic '))).toBe(true);
      expect(run.stdout + run.stderr).not.toContain(secret);
    } finally {
      await server.close();
    }
  });

  test('the token of the forge is looked for, never shown', async () => {
    writeProject(cwd, [], `${GITOPS}  forge: {type: github}\n`);
    expect((await doctor()).of('token')).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('GITHUB_TOKEN is not set'),
      hint: expect.stringContaining('Set GITHUB_TOKEN'),
    });
    const { run, of } = await doctorWith({ GITHUB_TOKEN: 'a-secret-word' });
    expect(of('token')).toMatchObject({ status: 'ok', detail: 'in GITHUB_TOKEN' });
    expect(run.stdout).not.toContain('a-secret-word');

    writeProject(cwd, [], `${GITOPS}  forge: {type: github, tokenFile: token.txt}\n`);
    expect((await doctor()).of('token')?.status).toBe('failed');
    writeFileSync(join(cwd, 'token.txt'), 'a-secret-word\n');
    chmodSync(join(cwd, 'token.txt'), 0o644);
    expect((await doctor()).of('token')).toMatchObject({ status: 'warning', hint: 'chmod 600 token.txt' });
  });

  test('for people: one line a check with its hint, within the width of the terminal', async () => {
    const run = await claims(['doctor', '--base', 'mian'], { cwd, columns: 40 });
    expect(run).toMatchObject({ exitCode: 1, stderr: '' });
    expect(run.stdout).toContain('ok      project: shop\n');
    expect(run.stdout).toMatch(/^failed {2}base:$/m);
    expect(run.stdout).toMatch(/^ {8}hint: /m);
    const long = run.stdout.split('\n').filter((line) => line.length > 40 && !line.includes('/'));
    expect(long).toEqual([]);
  });
});

test.each([
  ['git version 2.39.5', 'ok'],
  ['git version 2.39.5 (Apple Git-154)', 'ok'],
  ['git version 2.38.0', 'ok'],
  ['git version 2.37.9', 'warning'],
  ['git version 2.31.1.windows.1', 'warning'],
  ['git version 2.30.2', 'failed'],
  ['git version 1.9', 'failed'],
  ['something else', 'warning'],
])('%s is %s', (said, status) => {
  expect(judgeGit(said).status).toBe(status);
});

test.each([
  ['22.18.0', 'failed'],
  ['22.19.0', 'ok'],
  ['24.1.0', 'ok'],
  ['20.20.0', 'failed'],
])('Node %s is %s', (version, status) => {
  expect(checkNode(version).status).toBe(status);
});
