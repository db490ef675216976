import { holdSecrets } from '../../../core/secrets/secrets-in-use';
import { openTarget } from '../../../gitops/git/open-target';
import type { TargetRepository } from '../../../gitops/git/target-repository';
import type { ContentEdit } from '../../../gitops/tree-edit';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(60_000);

const PERSON = { name: 'Ana Lind', email: 'ana@example.test' };
const DATE = new Date('2026-01-02T03:04:05Z');

let folder: ReturnType<typeof temporaryFolder>;
let bare: string;
let target: TargetRepository;
let base: string;

beforeEach(async () => {
  folder = temporaryFolder();
  bare = bareRepository(folder.path, {
    'claims/infra/a.yaml': 'a: 1\n',
    'claims/infra/run.sh': { executable: '#!/bin/sh\n' },
    'claims/link': { symlink: '../..' },
    'claims/b.yaml': 'b: 1\n',
  });
  target = await openTarget({
    target: bare,
    folder: '/',
    environment: process.env,
    temporaryFolder: folder.path,
  });
  base = String(await target.fetchBase('main'));
});
afterEach(async () => {
  await target.close();
  folder.remove();
});

async function commit(edits: readonly ContentEdit[], parent = base): Promise<string> {
  const tree = await target.makeTree(parent, edits);
  return target.makeCommit({
    tree: String(tree),
    parent,
    message: 'Title\n\nBody ü\n',
    author: PERSON,
    committer: PERSON,
    date: DATE,
  });
}

describe('a commit', () => {
  test('has a file that is given in pieces, wherever they are cut', async () => {
    const bytes = Buffer.from('größe: 1\n');
    const pieces = [bytes.subarray(0, 3), Buffer.alloc(0), bytes.subarray(3)];
    const id = await commit([{ path: 'claims/b.yaml', content: pieces }]);
    const contents = await (await target.snapshot(id)).readBytes(['claims/b.yaml']);
    expect(contents.get('claims/b.yaml')).toEqual(bytes);
  });

  test('is not made of pieces that hold a secret in use together', async () => {
    const secrets = holdSecrets();
    try {
      secrets.hold('k3y-Of-A-Forge-77');
      const content = [Buffer.from('a: k3y-Of-'), Buffer.from('A-Forge-77\n')];
      await expect(commit([{ path: 'claims/b.yaml', content }])).rejects.toMatchObject({
        code: 'secret-in-file',
      });
    } finally {
      secrets.release();
    }
  });

  test('has the edits, keeps modes and everything else, and no trace in the target before the push', async () => {
    const before = git(bare, ['count-objects', '-v']);
    const id = await commit([
      { path: 'claims/infra/run.sh', content: '#!/bin/sh\nexit 1\n' },
      { path: 'claims/infra/a.yaml', content: null },
      { path: 'claims/new "dir"/ü b.yaml', content: 'x: \\ "\n' },
      { path: 'claims/tool', content: 'x', mode: '100755' },
      { path: ':!claims/[a-z]*?', content: 'odd' },
    ]);
    expect(git(bare, ['count-objects', '-v'])).toBe(before);
    expect(await target.push([{ ref: 'refs/claims/x', newId: id, expected: null }])).toEqual({
      status: 'ok',
    });
    expect(filesAt(bare, 'refs/claims/x')).toEqual({
      ':!claims/[a-z]*?': 'odd',
      'claims/b.yaml': 'b: 1\n',
      'claims/infra/run.sh': '#!/bin/sh\nexit 1\n',
      'claims/link': '../..',
      'claims/new "dir"/ü b.yaml': 'x: \\ "\n',
      'claims/tool': 'x',
    });
    expect(git(bare, ['ls-tree', '-r', id]).match(/^100755/gm)).toHaveLength(2);
    expect(git(bare, ['fsck', '--strict', '--no-dangling'])).toBe('');
  });

  test('has the same id for the same request', async () => {
    const edits = [{ path: 'claims/c.yaml', content: 'c\n' }];
    expect(await commit(edits)).toBe(await commit(edits));
  });

  test('says who, when and what', async () => {
    expect(await target.commitInfo(await commit([{ path: 'c', content: 'c' }]))).toMatchObject({
      author: PERSON,
      authorDate: DATE,
      parents: [base],
      message: expect.stringMatching(/^Title\n\nBody ü\n/),
    });
  });

  test('is refused when nothing changes', async () => {
    expect(await target.makeTree(base, [])).toBeUndefined();
    expect(await target.makeTree(base, [{ path: 'claims/b.yaml', content: 'b: 1\n' }])).toBeUndefined();
    expect(await target.makeTree(base, [{ path: 'claims/none', content: null }])).toBeUndefined();
    expect(await target.makeTree(undefined, [])).toBeUndefined();
  });

  test('of a folder name removes nothing below it', async () => {
    expect(await target.makeTree(base, [{ path: 'claims/infra', content: null }])).toBeUndefined();
  });

  test('may put a folder where it removes a file', async () => {
    const id = await commit([
      { path: 'claims/b.yaml/x', content: 'x' },
      { path: 'claims/b.yaml', content: null },
    ]);
    await target.push([{ ref: 'refs/claims/x', newId: id, expected: null }]);
    expect(Object.keys(filesAt(bare, 'refs/claims/x'))).toContain('claims/b.yaml/x');
  });

  test.each([
    ['below a symlink', 'claims/link/etc/passwd', 'target-symlink'],
    ['over a symlink', 'claims/link', 'target-symlink'],
    ['below a file', 'claims/b.yaml/c', 'target-symlink'],
    ['over a folder', 'claims/infra', 'target-symlink'],
    ['outside', '../x', 'target-path-unsafe'],
    ['in .git', 'claims/.git/config', 'target-path-unsafe'],
    ['absolute', '/etc/passwd', 'target-path-unsafe'],
    ['with a line break', 'claims/a\nD claims/b.yaml', 'target-path-unsafe'],
  ])('%s is refused, whatever of it was read before', async (_where, path, code) => {
    const edits = [{ path, content: 'x' }];
    await expect(target.makeTree(base, edits)).rejects.toMatchObject({ code });
    for (const prefixes of [['claims'], ['claims/b.yaml/c'], []]) {
      await target.snapshot(base, prefixes);
      await expect(target.makeTree(base, edits)).rejects.toMatchObject({ code });
    }
  });

  test('is the same when its files were read before', async () => {
    const edits = [
      { path: 'claims/infra/run.sh', content: '#!/bin/sh\nexit 1\n' },
      { path: 'claims/infra/a.yaml', content: null },
      { path: 'claims/none', content: null },
      { path: 'claims/new.yaml', content: 'new\n' },
    ];
    const tree = await target.makeTree(base, edits);
    for (const prefixes of [['claims'], []]) {
      await target.snapshot(base, prefixes);
      expect(await target.makeTree(base, edits)).toBe(tree);
    }
    await target.snapshot(seedCommit(bare, { 'claims/new.yaml': { symlink: 'b.yaml' } }), ['claims']);
    expect(await target.makeTree(base, edits)).toBe(tree);
  });
});

describe('a push', () => {
  test('goes through from the value expected alone', async () => {
    const id = await commit([{ path: 'c', content: 'c' }]);
    const moved = seedCommit(bare, { 'README.md': 'moved\n' });
    const stale = { status: 'stale', ref: 'refs/heads/main' };
    expect(await target.push([{ ref: 'refs/heads/main', newId: id, expected: base }])).toEqual(stale);
    expect(await target.push([{ ref: 'refs/heads/main', newId: id, expected: null }])).toEqual(stale);
    expect(await target.push([{ ref: 'refs/heads/main', newId: null, expected: base }])).toEqual(stale);
    expect(git(bare, ['rev-parse', 'main'])).toBe(moved);
    expect(await target.push([{ ref: 'refs/heads/side', newId: id, expected: base }])).toMatchObject({
      status: 'stale',
    });
    expect(await target.push([{ ref: 'refs/heads/side', newId: id, expected: null }])).toEqual({
      status: 'ok',
    });
    expect(await target.push([{ ref: 'refs/heads/side', newId: null, expected: id }])).toEqual({
      status: 'ok',
    });
    expect(git(bare, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main');
  });

  test('of several refs moves all or none', async () => {
    const id = await commit([{ path: 'c', content: 'c' }]);
    seedCommit(bare, { 'README.md': 'moved\n' });
    const updates = [
      { ref: 'refs/claims/x', newId: id, expected: null },
      { ref: 'refs/heads/main', newId: id, expected: base },
    ];
    expect(await target.push(updates)).toEqual({ status: 'stale', ref: 'refs/heads/main' });
    expect(git(bare, ['for-each-ref', 'refs/claims'])).toBe('');
  });
});

describe('history', () => {
  test('tells ancestors, merged trees and the first commit of a path', async () => {
    const first = await commit([{ path: 'claims/c.yaml', content: 'c: 1\n' }]);
    const clash = await commit([{ path: 'claims/c.yaml', content: 'c: 2\n' }]);
    const other = await commit([{ path: 'd', content: 'd' }]);
    const second = await commit([{ path: 'claims/c.yaml', content: 'c: 3\n' }], first);
    expect(await target.isAncestor(base, second)).toBe(true);
    expect(await target.isAncestor(second, first)).toBe(false);
    expect(await target.mergedTree(first, other)).toBe(
      await target.makeTree(first, [{ path: 'd', content: 'd' }]),
    );
    expect(await target.mergedTree(first, clash)).toBeUndefined();
    expect((await target.commitsBetween(base, second)).map(({ id }) => id)).toEqual([second, first]);
    expect((await target.firstCommitOf('claims/c.yaml', second))?.id).toBe(first);
    expect(await target.firstCommitOf('claims/none', second)).toBeUndefined();
  });

  test.each(['sha1', 'sha256'] as const)(
    'of an empty %s repository starts with a root commit',
    async (format) => {
      const empty = temporaryFolder();
      const path = bareRepository(empty.path, {}, format);
      const opened = await openTarget({ target: path, folder: '/', environment: process.env });
      expect(await opened.fetchBase('main')).toBeUndefined();
      expect(await opened.defaultBranch()).toBe('main');
      const tree = await opened.makeTree(undefined, [{ path: 'a/b', content: 'b' }]);
      const id = await opened.makeCommit({
        tree: String(tree),
        message: 'x',
        author: PERSON,
        committer: PERSON,
        date: DATE,
      });
      expect(await opened.push([{ ref: 'refs/heads/main', newId: id, expected: null }])).toEqual({
        status: 'ok',
      });
      expect(filesAt(path, 'main')).toEqual({ 'a/b': 'b' });
      await opened.close();
      empty.remove();
    },
  );
});
