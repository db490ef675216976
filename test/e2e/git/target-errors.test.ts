import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlainGitForge } from '../../../gitops/forge/plain-git/plain-git-forge';
import { type OpenTargetOptions, openTarget } from '../../../gitops/git/open-target';
import { converge, IMPATIENT } from '../../contract/forge-world';
import { samplePlanner } from '../../contract/sample-plan';
import { bareRepository, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { serveGit } from '../../fixtures/git/git-http-server';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(60_000);

let folder: ReturnType<typeof temporaryFolder>;
let bare: string;

beforeEach(() => {
  folder = temporaryFolder();
  bare = bareRepository(folder.path, { 'claims/a.yaml': 'a\n' });
});
afterEach(() => {
  expect(readdirSync(folder.path).filter((name) => name.startsWith('cdk8s-claims'))).toEqual([]);
  folder.remove();
});

const plan = samplePlanner({ 'claims/b.yaml': 'b\n' });

/** `claims pr [--merge]` in short. */
async function pr(
  target: string,
  options: Partial<OpenTargetOptions> & { merge?: boolean; base?: string } = {},
) {
  const { merge, base, ...open } = options;
  const repository = await openTarget({
    target,
    folder: folder.path,
    environment: process.env,
    temporaryFolder: folder.path,
    ...open,
  });
  try {
    const forge = createPlainGitForge(repository);
    return await converge({ repository, forge, close: () => repository.close() }, plan, {
      merge: merge === true,
      base: base ?? 'main',
      retry: { ...IMPATIENT, attempts: 3 },
    });
  } finally {
    await repository.close();
  }
}

const refs = (path: string) => git(path, ['for-each-ref']);

/** A script that stands for `ssh`. */
function fakeSsh(script: string): Record<string, string> {
  const path = join(folder.path, 'ssh');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return { ...(process.env as Record<string, string>), GIT_SSH_COMMAND: path };
}

describe('a target that cannot be used gives a clear error and stays as it is:', () => {
  test('no such path, no repository, a file', async () => {
    writeFileSync(join(folder.path, 'file'), 'x');
    for (const target of ['missing', '.', 'file']) {
      await expect(pr(target)).rejects.toMatchObject({ code: 'target-not-a-repository' });
    }
  });

  test('a base that is not there, with the nearest names', async () => {
    seedCommit(bare, { x: 'x' }, { branch: 'maintenance' });
    const before = refs(bare);
    await expect(pr(bare, { base: 'mian' })).rejects.toThrow("has no branch 'mian', did you mean 'main'");
    expect(refs(bare)).toBe(before);
  });

  test.each([
    ['tree', 'tree'],
    ['tree', 'linked'],
    ['target.git', 'linked'],
  ])('a base of %s that is checked out in %s stops a merge, and no request', async (target, where) => {
    const repository = join(folder.path, target);
    if (target === 'tree') git(folder.path, ['clone', '--quiet', bare, 'tree']);
    if (where === 'linked') {
      if (target === 'tree') git(repository, ['checkout', '--quiet', '-b', 'other']);
      git(repository, ['worktree', 'add', '--quiet', '../linked', 'main']);
    }
    const before = refs(repository);
    const refused: unknown = await pr(target, { merge: true }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'base-checked-out' });
    expect(String(refused)).toContain(join(folder.path, where));
    expect(refs(repository)).toBe(before);
    expect(await pr(target, {})).toMatchObject({ action: 'created' });
    git(repository, ['config', 'receive.denyCurrentBranch', 'updateInstead']);
    expect(await pr(target, { merge: true })).toMatchObject({ action: 'merged' });
    expect(readFileSync(join(folder.path, where, 'claims/b.yaml'), 'utf8')).toBe('b\n');
  });

  test('a server that does not answer', async () => {
    const server = await serveGit(folder.path);
    await server.close();
    await expect(pr(`${server.url}/target.git`)).rejects.toMatchObject({ code: 'target-unreachable' });
    const environment = fakeSsh(
      'echo "ssh: Could not resolve hostname git.invalid: Name or service not known" >&2; exit 255',
    );
    await expect(pr('git@git.invalid:a/b.git', { environment })).rejects.toThrow(
      'git.invalid:a/b.git does not answer',
    );
  });

  test('credentials that are refused, and they are not in the error', async () => {
    const server = await serveGit(folder.path, () => 401);
    const target = server.url.replace('//', '//ana:s3cret-token@');
    const error: unknown = await pr(`${target}/target.git`).catch((caught: unknown) => caught);
    await server.close();
    expect(error).toMatchObject({ code: 'target-auth-failed', kind: 'auth' });
    expect(
      JSON.stringify(error) + String(error) + JSON.stringify((error as { data: unknown }).data),
    ).not.toContain('s3cret');
    const environment = fakeSsh('echo "git@h: Permission denied (publickey)." >&2; exit 255');
    await expect(pr('git@h:a/b.git', { environment })).rejects.toMatchObject({ code: 'target-auth-failed' });
  });

  test('a server that allows reading only', async () => {
    const before = refs(bare);
    const server = await serveGit(folder.path, ({ url }) =>
      url?.includes('receive-pack') === true ? 403 : undefined,
    );
    await expect(pr(`${server.url}/target.git`)).rejects.toMatchObject({ code: 'target-read-only' });
    const open = { folder: folder.path, environment: process.env, temporaryFolder: folder.path };
    const remote = await openTarget({ target: `${server.url}/target.git`, ...open });
    await expect(remote.assertWritable()).rejects.toMatchObject({ code: 'target-read-only' });
    await remote.close();
    const local = await openTarget({ target: bare, ...open });
    await expect(local.assertWritable()).resolves.toBeUndefined();
    // Nobody forbids root anything.
    if (process.getuid?.() !== 0) {
      chmodSync(join(bare, 'refs'), 0o555);
      await expect(local.assertWritable()).rejects.toMatchObject({ code: 'target-read-only' });
      chmodSync(join(bare, 'refs'), 0o755);
    }
    await local.close();
    await server.close();
    expect(refs(bare)).toBe(before);
  });

  test('a hook that declines, in its own words', async () => {
    const hook = join(bare, 'hooks', 'pre-receive');
    writeFileSync(hook, '#!/bin/sh\necho "only on weekdays" >&2\nexit 1\n');
    chmodSync(hook, 0o755);
    const before = refs(bare);
    await expect(pr(bare)).rejects.toMatchObject({
      code: 'target-rejected',
      message: expect.stringContaining('only on weekdays'),
    });
    expect(refs(bare)).toBe(before);
  });

  test('a lock that somebody holds, with its path', async () => {
    const lock = join(bare, 'refs/claims/requests/storage/all.lock');
    git(bare, ['update-ref', 'refs/claims/requests/storage/other', 'main']);
    writeFileSync(lock, '');
    await expect(pr(bare)).rejects.toMatchObject({
      code: 'target-locked',
      message: expect.stringContaining('storage/all.lock'),
    });
  });

  test('a server that never ends its answer', async () => {
    const environment = fakeSsh('exec sleep 3');
    const started = Date.now();
    await expect(pr('git@h:a/b.git', { environment, timeLimit: 300 })).rejects.toMatchObject({
      code: 'git-timeout',
    });
    expect(Date.now() - started).toBeLessThan(2_500);
  });

  test('no git in PATH', async () => {
    const environment = { ...process.env, PATH: folder.path };
    await expect(pr(bare, { environment })).rejects.toMatchObject({ code: 'git-not-installed' });
  });

  test('a run that is aborted', async () => {
    const controller = new AbortController();
    const environment = fakeSsh('exec sleep 3');
    const run = pr('git@h:a/b.git', { environment, signal: controller.signal });
    setTimeout(() => {
      controller.abort();
    }, 100);
    await expect(run).rejects.toMatchObject({ code: 'git-aborted', kind: 'interrupted' });
  });

  test('another transport', async () => {
    const touched = join(folder.path, 'touched');
    await expect(pr(`ext::sh -c touch% ${touched}`)).rejects.toMatchObject({
      code: 'target-url-unsupported',
    });
    expect(existsSync(touched)).toBe(false);
  });
});

describe('a remote target', () => {
  test('over http gets the token as a header and nothing else shows it', async () => {
    const server = await serveGit(folder.path, ({ headers }) =>
      headers.authorization === undefined ? 401 : undefined,
    );
    const seen = join(folder.path, 'seen');
    const bin = join(folder.path, 'bin');
    git(folder.path, ['init', '--quiet', 'bin']);
    writeFileSync(
      join(bin, 'git'),
      `#!/bin/sh\nprintf '%s\\n' "$*" >> ${seen}\ncase "$1" in ls-remote|fetch|push) ;; *) env >> ${seen};; esac\nexec ${git('/', ['--exec-path'])}/git "$@"\n`,
    );
    chmodSync(join(bin, 'git'), 0o755);
    const environment = {
      ...process.env,
      PATH: `${bin}:${String(process.env['PATH'])}`,
      CLAIMS_TOKEN: 's3cret-token',
    };
    const target = `${server.url}/target.git`;
    const options = { environment, credentials: { password: 's3cret-token' } };
    const created = await pr(target, options);
    expect(created).toMatchObject({ action: 'created', url: `${target}#refs/claims/requests/storage/all` });
    expect(await pr(target, options)).toMatchObject({ action: 'unchanged', writes: 0 });
    expect(await pr(target, { ...options, merge: true })).toMatchObject({ action: 'merged' });
    await server.close();
    const header = Buffer.from('x-access-token:s3cret-token').toString('base64');
    expect(new Set(server.authorizations)).toEqual(new Set([`Basic ${header}`]));
    const children = readFileSync(seen, 'utf8');
    expect(children).toContain('fast-import');
    expect(children).not.toContain('s3cret-token');
    expect(children).not.toContain(header);
    expect(git(bare, ['config', '--list'])).not.toContain('s3cret');
  });

  test('over ssh is read and written', async () => {
    const environment = fakeSsh('for last; do :; done\nexec sh -c "$last"');
    const target = `git@git.example.test:${bare}`;
    expect(await pr(target, { environment })).toMatchObject({ action: 'created' });
    expect(await pr(target, { environment, merge: true })).toMatchObject({ action: 'merged' });
    expect(await pr(`ssh://git@git.example.test${bare}`, { environment })).toMatchObject({
      action: 'none',
      writes: 0,
    });
  });

  test('with SHA-256', async () => {
    const other = temporaryFolder();
    bareRepository(other.path, { 'claims/a.yaml': 'a\n' }, 'sha256');
    const server = await serveGit(other.path);
    expect(await pr(`${server.url}/target.git`, { merge: true })).toMatchObject({ action: 'merged' });
    await server.close();
    other.remove();
  });

  test("runs none of the user's hooks", async () => {
    const hooks = join(folder.path, 'hooks');
    const ran = join(folder.path, 'ran');
    mkdirSync(hooks);
    for (const hook of ['pre-push', 'reference-transaction', 'post-checkout', 'pre-auto-gc']) {
      writeFileSync(join(hooks, hook), `#!/bin/sh\necho ${hook} >> ${ran}\n`);
      chmodSync(join(hooks, hook), 0o755);
    }
    const config = join(folder.path, 'gitconfig');
    writeFileSync(config, `[core]\n\thooksPath = ${hooks}\n`);
    const server = await serveGit(folder.path);
    const environment = { ...process.env, GIT_CONFIG_GLOBAL: config };
    expect(await pr(`${server.url}/target.git`, { environment, merge: true })).toMatchObject({
      action: 'merged',
    });
    await server.close();
    expect(existsSync(ran)).toBe(false);
  });

  test('over ssh is never asked for a password, unless the user chose how ssh is run', async () => {
    const seen = join(folder.path, 'seen');
    const { GIT_SSH_COMMAND: _, ...rest } = fakeSsh(`printf '%s\\n' "$*" >> ${seen}; exit 255`);
    const environment = { ...rest, PATH: `${folder.path}:${String(process.env['PATH'])}` };
    await expect(pr('git@h:a/b.git', { environment })).rejects.toMatchObject({ code: 'target-unreachable' });
    expect(readFileSync(seen, 'utf8')).toContain('BatchMode=yes');
    const config = join(folder.path, 'gitconfig');
    writeFileSync(seen, '');
    writeFileSync(config, '[core]\n\tsshCommand = ssh -o Mine=1\n');
    await expect(
      pr('git@h:a/b.git', { environment: { ...environment, GIT_CONFIG_GLOBAL: config } }),
    ).rejects.toThrow();
    expect(readFileSync(seen, 'utf8')).toContain('Mine=1');
    expect(readFileSync(seen, 'utf8')).not.toContain('BatchMode');
  });

  test('gets no credentials over plain http beyond this machine', async () => {
    await expect(
      pr('http://git.example.test/a/b.git', { credentials: { password: 's3cret' } }),
    ).rejects.toMatchObject({ code: 'target-url-unsupported' });
  });
});
