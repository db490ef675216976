import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { watchFolder } from '../../../cli/watch/watch-folder';
import type { FolderWatcher } from '../../../cli/watch/folder-watcher';
import { caught } from '../../caught';
import { temporaryFolder } from '../../fixtures/git/git';

describe('watching a folder on disk', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let watcher: FolderWatcher;
  let controller: AbortController;
  const asked: string[] = [];
  beforeEach(() => {
    folder = temporaryFolder();
    mkdirSync(join(folder.path, 'claims/infra'), { recursive: true });
    mkdirSync(join(folder.path, 'node_modules/a/b'), { recursive: true });
    controller = new AbortController();
    asked.length = 0;
    watcher = watchFolder({
      folder: folder.path,
      ignored: (path) => {
        asked.push(path);
        return path.startsWith('node_modules');
      },
      signal: controller.signal,
    });
  });
  afterEach(() => {
    watcher.close();
    folder.remove();
  });
  const write = (path: string): void => {
    writeFileSync(join(folder.path, path), 'x');
  };

  test('tells of files that are new, changed, replaced and removed, at any depth', async () => {
    for (const change of [
      () => {
        write('main.ts');
      },
      () => {
        write('claims/infra/a.ts');
      },
      () => {
        write('claims/infra/a.ts');
      },
      () => {
        renameSync(join(folder.path, 'main.ts'), join(folder.path, 'claims/moved.ts'));
      },
      () => {
        rmSync(join(folder.path, 'claims/infra/a.ts'));
      },
    ]) {
      change();
      expect(await watcher.next()).toBe(true);
    }
  });

  test('follows into folders that come, and forgets those that go', async () => {
    mkdirSync(join(folder.path, 'new/deep'), { recursive: true });
    expect(await watcher.next()).toBe(true);
    write('new/deep/b.ts');
    expect(await watcher.next()).toBe(true);
    rmSync(join(folder.path, 'new'), { recursive: true });
    expect(await watcher.next()).toBe(true);
    mkdirSync(join(folder.path, 'new'));
    expect(await watcher.next()).toBe(true);
    write('new/c.ts');
    expect(await watcher.next()).toBe(true);
  });

  test('does not look into ignored folders', async () => {
    write('node_modules/a/b/index.js');
    write('main.ts');
    expect(await watcher.next()).toBe(true);
    if (process.platform === 'linux') {
      expect(asked.filter((path) => path.startsWith('node_modules/'))).toEqual([]);
    }
  });

  test('ends with its signal', async () => {
    const next = watcher.next();
    controller.abort();
    expect(await next).toBe(false);
  });

  test('a folder that is not there cannot be watched', () => {
    const options = { ignored: () => false, signal: controller.signal };
    const start = () => watchFolder({ ...options, folder: join(folder.path, 'nowhere') });
    expect(caught(start)).toMatchObject({ code: 'watch-failed' });
  });
});
