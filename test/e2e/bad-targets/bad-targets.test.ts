import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { bareRepository, git, type SeedFile, temporaryFolder } from '../../fixtures/git/git';
import { serveGit } from '../../fixtures/git/git-http-server';
import { compiledCli } from '../../fixtures/programs/compiled-cli';
import { claims, writeProject, type CliRun } from '../../cli/cli-run';

const CLAIM = 'apiVersion: example.test/v1\nkind: VolumeClaim\nmetadata:\n  name: old\n';

const NOBODY = 65534;
/** Nobody forbids root anything: it becomes somebody else. */
const AS_NOBODY = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

let folder: ReturnType<typeof temporaryFolder>;
let project: string;
let outside: string;
const cleanUp: (() => Promise<void> | void)[] = [];
beforeEach(() => {
  folder = temporaryFolder();
  project = join(folder.path, 'project');
  outside = join(folder.path, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'volumeclaim.yaml'), CLAIM);
  writeFileSync(join(outside, 'secret.yaml'), 'password: s3cret\n');
  const claim = { key: 'infra/app', spec: { storage: '10Gi' } };
  writeProject(project, [claim], '  project: shop\n  repository: acme/harvester\n');
});
afterEach(async () => {
  for (const step of cleanUp.splice(0)) await step();
  folder.remove();
});

/**
 * Everything below the test's folder: types, modes, links, bytes; refs of Git among it. Only objects are left out: Git keeps
 * those that an update hook refused a ref for, and nothing refers to them.
 */
function everything(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder.path, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (path.includes('/objects/')) continue;
    const { mode } = lstatSync(path);
    const content = entry.isSymbolicLink()
      ? readlinkSync(path)
      : entry.isFile()
        ? readFileSync(path, 'latin1')
        : '';
    found[path.slice(folder.path.length + 1)] = `${mode.toString(8)} ${content}`;
  }
  return found;
}

/** A way to set a bad target up; gives back what `--target` gets. */
interface BadTarget {
  readonly name: string;
  readonly make: () => Promise<string> | string;
  readonly code: string;
  readonly exitCode: number;
  /** What a person must find in the message. */
  readonly says: string;
}

function bare(files: Readonly<Record<string, SeedFile>> = { 'README.md': 'x\n' }): string {
  return bareRepository(folder.path, files);
}

function hooked(name: string): string {
  const target = bare();
  const hook = join(target, 'hooks', name);
  mkdirSync(join(target, 'hooks'), { recursive: true });
  writeFileSync(hook, '#!/bin/sh\necho "read-only until Monday" >&2\nexit 1\n');
  chmodSync(hook, 0o755);
  return target;
}

function clone(): string {
  git(folder.path, ['clone', '--quiet', bare(), 'tree']);
  return join(folder.path, 'tree');
}

/** Seen by the planner already, which knows the claim that it hinders. */
const PLANNED = { code: 'target-path-blocked', exitCode: 1 } as const;

function outOfRoot(
  what: string,
  path: string,
  { code, exitCode }: Pick<BadTarget, 'code' | 'exitCode'> = { code: 'target-symlink', exitCode: 4 },
): BadTarget {
  const symlink = (): string => (path.endsWith('.yaml') ? join(outside, 'secret.yaml') : outside);
  const make = (): string => bare({ 'README.md': 'x\n', [path]: { symlink: symlink() } });
  return { name: `a symlink out of the root: ${what}`, make, code, exitCode, says: path };
}

const BAD_TARGETS: readonly BadTarget[] = [
  {
    name: 'a folder that is not a Git repository',
    make: () => outside,
    code: 'target-not-a-repository',
    exitCode: 1,
    says: 'not a Git repository',
  },
  {
    name: 'a file',
    make: () => join(outside, 'secret.yaml'),
    code: 'target-not-a-repository',
    exitCode: 1,
    says: 'is a file',
  },
  {
    name: 'nothing',
    make: () => join(folder.path, 'nowhere'),
    code: 'target-not-a-repository',
    exitCode: 1,
    says: 'does not exist',
  },
  {
    name: 'a repository whose pre-receive hook refuses',
    make: () => hooked('pre-receive'),
    code: 'target-rejected',
    exitCode: 4,
    says: 'read-only until Monday',
  },
  {
    name: 'a repository whose update hook refuses',
    make: () => hooked('update'),
    code: 'target-rejected',
    exitCode: 4,
    says: 'read-only until Monday',
  },
  {
    name: 'a server that lets nobody push',
    make: async () => {
      bare();
      const server = await serveGit(folder.path, ({ url }) =>
        url?.includes('receive-pack') === true ? 403 : undefined,
      );
      cleanUp.push(() => server.close());
      return `${server.url}/target.git`;
    },
    code: 'target-read-only',
    exitCode: 1,
    says: 'cannot be written',
  },
  outOfRoot('the root', 'claims'),
  outOfRoot('a category', 'claims/infra', PLANNED),
  outOfRoot('the folder of the claim', 'claims/infra/app', PLANNED),
  outOfRoot('the claim', 'claims/infra/app/volumeclaim.yaml'),
  outOfRoot('the registry', 'claims/registry.yaml'),
  outOfRoot('the folder of the ledgers', 'claims/.claims'),
  outOfRoot('the catalog', '.backstage'),
];

function expectError(run: CliRun, { code, exitCode, says }: BadTarget): void {
  expect(run).toMatchObject({ exitCode, stderr: '' });
  const { error, ...rest } = run.json() as unknown as { error: Record<string, unknown> };
  expect(rest).toEqual({});
  expect(Object.keys(error).sort()).toEqual(['code', 'issues', 'kind', 'message']);
  expect(error).toMatchObject({ code, message: expect.stringContaining(says), issues: expect.any(Array) });
  expect(run.stdout).not.toContain('s3cret');
}

describe('a change request to a target that cannot take it: a clear error, and nothing is changed', () => {
  test.each(BAD_TARGETS.map((bad) => [bad.name, bad] as const))('%s', async (_, bad) => {
    const target = await bad.make();
    const before = everything();
    const options = ['--json', '--target', target];
    expectError(await claims(['pr', ...options], { cwd: project }), bad);
    expectError(await claims(['pr', '--merge', ...options], { cwd: project }), bad);
    const people = await claims(['pr', '--target', target], { cwd: project });
    expect(people).toMatchObject({ exitCode: bad.exitCode, stdout: '' });
    expect(people.stderr).toContain(bad.says);
    expect(people.stderr).toContain(`claims explain ${bad.code}`);
    expect(people.stderr).not.toMatch(/\n\s+at /);
    expect(everything()).toEqual(before);
  });

  test('a clone that has the base checked out takes the request, and only its merge is refused', async () => {
    const options = ['--json', '--target', clone()];
    const before = everything();
    expectError(await claims(['pr', '--merge', ...options], { cwd: project }), {
      name: '',
      make: clone,
      code: 'base-checked-out',
      exitCode: 1,
      says: 'main is checked out in',
    });
    expect(everything()).toEqual(before);
    const opened = await claims(['pr', ...options], { cwd: project });
    expect(opened).toMatchObject({ exitCode: 0 });
    expect(opened.json()).toMatchObject({ action: 'created' });
  });

  (canBeNobody() ? test : test.skip)('a repository that this user may only read', () => {
    const target = bare();
    const main = compiledCli(join(folder.path, 'cli'));
    const temporary = join(folder.path, 'tmp');
    mkdirSync(temporary);
    chmodSync(folder.path, 0o755);
    // As its owner, or Git would not even look at it.
    for (const path of [temporary, target, ...below(target)]) {
      if (process.getuid?.() === 0) chownSync(path, NOBODY, NOBODY);
      if (lstatSync(path).isDirectory() && path !== temporary) chmodSync(path, 0o555);
    }
    const before = everything();
    const argv = [main, 'pr', '--json', '--config', join(project, 'cdk8s.yaml'), '--target', target];
    const env = { ...process.env, HOME: temporary, TMPDIR: temporary };
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
      ...AS_NOBODY,
      env,
      cwd: '/',
      encoding: 'utf8',
    });
    for (const path of below(target)) if (lstatSync(path).isDirectory()) chmodSync(path, 0o755);
    chmodSync(target, 0o755);
    const json = (): Record<string, never> => JSON.parse(stdout) as Record<string, never>;
    const bad = { name: '', make: () => '', code: 'target-read-only', exitCode: 1, says: target };
    expectError({ exitCode: status ?? -1, stdout, stderr, json }, bad);
    for (const [path, found] of Object.entries(everything())) {
      expect([path, found.slice(6)]).toEqual([path, before[path]?.slice(6)]);
    }
  });
});

/** Whether the other user may read this project at all. */
function canBeNobody(): boolean {
  const read = `require('node:fs').readFileSync(${JSON.stringify(require.resolve('yaml'))})`;
  return spawnSync(process.execPath, ['-e', read], { ...AS_NOBODY, cwd: '/' }).status === 0;
}

function below(target: string): string[] {
  return readdirSync(target, { recursive: true, encoding: 'utf8' }).map((path) => join(target, path));
}

test('a symlink out of a plain folder: nothing is written, neither there nor where it leads', async () => {
  const plain = join(folder.path, 'plain');
  mkdirSync(join(plain, 'claims'), { recursive: true });
  symlinkSync(outside, join(plain, 'claims/infra'));
  const before = everything();
  for (const argv of [['delete', 'infra/app'], ['registry', 'repair', '--orphans=remove'], ['diff']]) {
    const run = await claims([...argv, '--json', '--target', plain, '--app', 'node none.js'], {
      cwd: project,
    });
    expect(run.exitCode).not.toBe(0);
  }
  expect(everything()).toEqual(before);
});
