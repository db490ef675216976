import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { blobObjectId } from '../../../core/git/object-id';
import { openFolder } from '../../../gitops/folder/folder-target';
import { temporaryFolder } from '../../fixtures/git/git';

let folder: ReturnType<typeof temporaryFolder>;

function write(path: string, content: string | Buffer): string {
  const full = join(folder.path, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
}

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

describe('snapshot of a folder', () => {
  test('has mode and Git object id of the files below the prefixes, without .git', async () => {
    write('claims/infra/a.yaml', 'a: 1\n');
    chmodSync(write('claims/run.sh', '#!/bin/sh\n'), 0o755);
    symlinkSync('/etc/passwd', join(folder.path, 'claims/link.yaml'));
    write('.git/config', 'x');
    write('other/b.yaml', 'b');
    const target = await openFolder(folder.path);
    const { index } = await target.snapshot(['claims/', 'missing']);
    expect(Object.fromEntries(index.entries)).toEqual({
      'claims/infra/a.yaml': { mode: '100644', objectId: blobObjectId('a: 1\n') },
      'claims/link.yaml': { mode: '120000', objectId: blobObjectId('/etc/passwd') },
      'claims/run.sh': { mode: '100755', objectId: blobObjectId('#!/bin/sh\n') },
    });
    expect([...(await target.snapshot()).index.entries.keys()]).toContain('other/b.yaml');
    expect([...(await target.snapshot()).index.entries.keys()]).not.toContain('.git/config');
  });

  test('reads texts, and names what is not text or leads elsewhere', async () => {
    write('claims/a.yaml', '\ufeffa: ü\r\n');
    write('claims/b.yaml', Buffer.from([0xff, 0x80]));
    symlinkSync('/etc/passwd', join(folder.path, 'claims/link.yaml'));
    const { read } = await (await openFolder(folder.path)).snapshot();
    expect(await read(['claims/a.yaml', 'no'])).toEqual(new Map([['claims/a.yaml', '\ufeffa: ü\r\n']]));
    await expect(read(['claims/b.yaml'])).rejects.toMatchObject({ code: 'target-file-not-text' });
    await expect(read(['claims/link.yaml'])).rejects.toMatchObject({ code: 'target-symlink' });
  });

  test('refuses a prefix that is a symlink', async () => {
    symlinkSync('/etc', join(folder.path, 'claims'));
    await expect((await openFolder(folder.path)).snapshot(['claims'])).rejects.toMatchObject({
      code: 'target-symlink',
    });
  });
});

describe('edits of a folder', () => {
  test('create, replace and remove files, empty folders go with them', async () => {
    write('claims/infra/old/a.yaml', 'a');
    chmodSync(write('claims/infra/run.sh', 'x'), 0o755);
    write('claims/same.yaml', 'same');
    const target = await openFolder(folder.path);
    const changed = await target.apply([
      { path: 'claims/infra/old/a.yaml', content: null },
      { path: 'claims/infra/run.sh', content: 'y' },
      { path: 'claims/new/b.yaml', content: 'b' },
      { path: 'claims/same.yaml', content: 'same' },
      { path: 'claims/not-there.yaml', content: null },
    ]);
    expect(changed).toEqual(['claims/infra/old/a.yaml', 'claims/infra/run.sh', 'claims/new/b.yaml']);
    expect(readdirSync(join(folder.path, 'claims')).sort()).toEqual(['infra', 'new', 'same.yaml']);
    expect(readdirSync(join(folder.path, 'claims/infra'))).toEqual(['run.sh']);
    expect(readFileSync(join(folder.path, 'claims/infra/run.sh'), 'utf8')).toBe('y');
    expect(statSync(join(folder.path, 'claims/infra/run.sh')).mode & 0o777).toBe(0o755);
  });

  test.each([
    ['a symlinked folder', 'claims/out/x.yaml', 'target-symlink'],
    ['a symlink', 'claims/link.yaml', 'target-symlink'],
    ['a path that leaves the folder', 'claims/../../x.yaml', 'target-path-unsafe'],
    ['the Git folder', '.GIT/hooks/post-commit', 'target-path-unsafe'],
    ['a folder', 'claims/infra', 'target-symlink'],
  ])('into %s are refused before anything is written', async (_what, path, code) => {
    write('claims/infra/a.yaml', 'a');
    const outside = temporaryFolder();
    symlinkSync(outside.path, join(folder.path, 'claims/out'));
    symlinkSync(join(outside.path, 'f'), join(folder.path, 'claims/link.yaml'));
    const target = await openFolder(folder.path);
    await expect(
      target.apply([
        { path: 'claims/first.yaml', content: 'first' },
        { path, content: 'x' },
      ]),
    ).rejects.toMatchObject({ code });
    expect(existsSync(join(folder.path, 'claims/first.yaml'))).toBe(false);
    expect(readdirSync(outside.path)).toEqual([]);
    outside.remove();
  });
});
