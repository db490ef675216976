import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { notAPlainFile } from '../symlink-error';
import { assertSafePath, parentsOf } from '../target-path';
import type { SkippedFiles } from './skipped-files';
import { whyUnreadable } from './why-unreadable';

/** Git's mode for a submodule. */
export const SUBMODULE = '160000';

/** Which files a folder has, and which folders do not let us look. `.git` is never looked at, submodules are one entry each. */
export class FolderListing {
  readonly files = new Set<string>();
  /** Reason by path. */
  readonly closed = new Map<string, string>();

  constructor(
    private readonly root: string,
    private readonly skipped: SkippedFiles,
  ) {}

  /** Adds the files below a prefix; refuses a prefix that is a symlink or lies below one. */
  async collect(prefix: string): Promise<void> {
    if (prefix !== '.') assertSafePath(prefix);
    for (const path of this.skipped.entries.keys()) {
      if (prefix === '.' || path === prefix || path.startsWith(`${prefix}/`)) this.files.add(path);
    }
    if (prefix !== '.' && !(await this.isFolder(prefix))) return;
    const folders = [prefix];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const entry of await this.entriesOf(folder)) {
        const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
        if (this.skipped.entries.get(path)?.mode === SUBMODULE) continue;
        if (!entry.isDirectory()) this.files.add(path);
        else if (entry.name !== '.git') folders.push(path);
      }
    }
  }

  private async isFolder(prefix: string): Promise<boolean> {
    for (const path of [...parentsOf(prefix), prefix]) {
      const found = await lstat(join(this.root, path)).catch(() => undefined);
      if (found === undefined) return false;
      if (found.isSymbolicLink()) throw notAPlainFile(path, '120000');
      if (path === prefix && !found.isDirectory()) {
        this.files.add(prefix);
        return false;
      }
    }
    return true;
  }

  private async entriesOf(folder: string): Promise<{ name: string; isDirectory: () => boolean }[]> {
    try {
      return await readdir(join(this.root, folder), { withFileTypes: true });
    } catch (error) {
      const why = whyUnreadable(error);
      if (why === undefined || folder === '.') throw error;
      this.closed.set(folder, why);
      return [];
    }
  }
}
