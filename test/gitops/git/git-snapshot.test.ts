import { join } from 'node:path';
import { blobObjectId } from '../../../core/git/object-id';
import { openTarget } from '../../../gitops/git/open-target';
import type { TargetRepository } from '../../../gitops/git/target-repository';
import { bareRepository, git, seedCommit, type SeedFile, temporaryFolder } from '../../fixtures/git/git';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(60_000);

const BINARY = Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x80]);
const FILES: Record<string, SeedFile> = {
  'README.md': 'outside\n',
  'claims/registry.yaml': 'claims:\n',
  'claims/infra/a b "c"/ü.yaml': '\ufeffname: ü\r\n\0end',
  'claims/infra/empty.yaml': '',
  'claims/infra/run.sh': { executable: '#!/bin/sh\n' },
  'claims/infra/link.yaml': { symlink: '../../../etc/passwd' },
  'claims/infra/photo.bin': BINARY,
  '.backstage/catalog-locations.yaml': 'spec: {}\n',
};

describe.each(['sha1', 'sha256'] as const)('snapshot of a %s repository', (format) => {
  let folder: ReturnType<typeof temporaryFolder>;
  let target: TargetRepository;
  let base: string | undefined;
  let bare: string;

  beforeAll(async () => {
    folder = temporaryFolder();
    bare = bareRepository(folder.path, FILES, format);
    target = await openTarget({
      target: bare,
      folder: '/',
      environment: process.env,
      temporaryFolder: folder.path,
    });
    base = await target.fetchBase('main');
  });
  afterAll(async () => {
    await target.close();
    folder.remove();
  });

  test('has path, mode and object id of every file below the prefixes, and no other', async () => {
    const { index } = await target.snapshot(base, [
      'claims/',
      '.backstage/catalog-locations.yaml',
      'missing',
    ]);
    expect(index.objectFormat).toBe(format);
    expect([...index.entries.keys()].sort()).toEqual(
      Object.keys(FILES)
        .filter((path) => path !== 'README.md')
        .sort(),
    );
    expect(index.entries.get('claims/infra/run.sh')?.mode).toBe('100755');
    expect(index.entries.get('claims/infra/link.yaml')?.mode).toBe('120000');
    expect(index.entries.get('claims/registry.yaml')).toEqual({
      mode: '100644',
      objectId: blobObjectId('claims:\n', format),
    });
  });

  test('reads exact texts on demand and leaves out what is not there', async () => {
    const snapshot = await target.snapshot(base);
    const paths = ['claims/infra/a b "c"/ü.yaml', 'claims/infra/empty.yaml', 'README.md', 'no/such'];
    const contents = await snapshot.read(paths);
    expect([...contents]).toEqual(paths.slice(0, 3).map((path) => [path, FILES[path]]));
  });

  test('names a file that is not text, and a symlink, instead of reading them', async () => {
    const snapshot = await target.snapshot(base);
    await expect(snapshot.read(['claims/infra/photo.bin'])).rejects.toMatchObject({
      code: 'target-file-not-text',
    });
    await expect(snapshot.read(['claims/infra/link.yaml'])).rejects.toMatchObject({ code: 'target-symlink' });
  });

  test('reads the bytes of one plain file of text up to a size, and of nothing else', async () => {
    const read = async (path: string, most: number, commit = String(base)): Promise<string | undefined> =>
      (await target.bytesAt(commit, path, most))?.toString();
    for (const path of ['claims/registry.yaml', 'claims/infra/a b "c"/ü.yaml', 'claims/infra/run.sh']) {
      const text = FILES[path];
      const wanted = typeof text === 'string' ? text : '#!/bin/sh\n';
      const size = Buffer.byteLength(wanted);
      expect(await read(path, size)).toBe(wanted);
      expect(await read(path, size - 1)).toBeUndefined();
    }
    expect(await read('claims/infra/empty.yaml', 0)).toBe('');
    for (const path of ['claims/infra/link.yaml', 'claims/infra/photo.bin', 'claims/infra', 'no/such', '']) {
      expect(await read(path, 1_000)).toBeUndefined();
    }
    expect(await read('README.md', 1_000, blobObjectId('nobody', format))).toBeUndefined();
  });

  test('reads earlier versions by object id; what is missing or no text is left out', async () => {
    const earlier = git(bare, ['rev-parse', 'main:README.md']);
    const binary = git(bare, ['rev-parse', 'main:claims/infra/photo.bin']);
    const tree = git(bare, ['rev-parse', 'main:claims']);
    seedCommit(bare, { 'README.md': 'another\n' });
    const snapshot = await target.snapshot(await target.fetchBase('main'));
    const unknown = '0123'.repeat(format === 'sha1' ? 10 : 16);
    const texts = await snapshot.readObjects?.([unknown, tree, earlier, binary, 'HEAD', earlier]);
    expect(texts).toEqual(new Map([[earlier, FILES['README.md']]]));
    expect(await snapshot.readObjects?.([])).toEqual(new Map());
  });

  test('of no commit is empty', async () => {
    expect((await target.snapshot(undefined)).index.entries.size).toBe(0);
  });
});

describe('snapshot', () => {
  test('refuses a prefix that is a symlink or lies below one', async () => {
    const folder = temporaryFolder();
    const path = bareRepository(folder.path, {
      claims: { symlink: '/etc' },
      'real/x.yaml': 'x',
      deep: { symlink: 'real' },
    });
    const target = await openTarget({ target: path, folder: '/', environment: process.env });
    try {
      const base = await target.fetchBase('main');
      await expect(target.snapshot(base, ['claims'])).rejects.toMatchObject({ code: 'target-symlink' });
      await expect(target.snapshot(base, ['deep/x.yaml'])).rejects.toMatchObject({ code: 'target-symlink' });
    } finally {
      await target.close();
      folder.remove();
    }
  });

  test('reads work trees, linked work trees and their subfolder is no target', async () => {
    const folder = temporaryFolder();
    const bare = bareRepository(folder.path, { 'claims/x.yaml': 'x: 1\n' });
    git(folder.path, ['clone', '--quiet', bare, 'tree']);
    git(join(folder.path, 'tree'), ['worktree', 'add', '--quiet', '-b', 'side', '../linked']);
    try {
      for (const name of ['tree', 'linked']) {
        const target = await openTarget({ target: name, folder: folder.path, environment: process.env });
        const snapshot = await target.snapshot(await target.fetchBase('main'), ['claims']);
        expect(await snapshot.read(['claims/x.yaml'])).toEqual(new Map([['claims/x.yaml', 'x: 1\n']]));
        await target.close();
      }
      await expect(
        openTarget({ target: 'tree/claims', folder: folder.path, environment: process.env }),
      ).rejects.toMatchObject({ code: 'target-not-a-repository' });
    } finally {
      folder.remove();
    }
  });
});
