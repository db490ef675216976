import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { lstat, mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuseSecretsIn } from '../../core/secrets/refuse-secrets';
import { belowNoFolder, notAPlainFile } from '../symlink-error';
import { assertSafePath, parentsOf } from '../target-path';
import type { TreeEdit } from '../tree-edit';
import { modeOf, readPlainFile } from './read-plain-file';

interface CheckedEdit {
  readonly edit: TreeEdit;
  readonly found: Stats | undefined;
}

/** See `FolderTarget.apply`. */
export async function applyEdits(root: string, edits: readonly TreeEdit[]): Promise<readonly string[]> {
  refuseSecretsIn(edits);
  const checked = await check(root, edits);
  const changed: string[] = [];
  for (const { edit, found } of checked) {
    const full = join(root, edit.path);
    if (edit.content === null) {
      if (found !== undefined) {
        await rm(full);
        await removeEmptyFolders(root, dirname(edit.path));
        changed.push(edit.path);
      }
    } else if (await writeText(full, edit, edit.content, found)) {
      changed.push(edit.path);
    }
  }
  return changed;
}

/** Nothing is written before every edit has passed. */
async function check(root: string, edits: readonly TreeEdit[]): Promise<readonly CheckedEdit[]> {
  const folders = new Set<string>();
  const checked: CheckedEdit[] = [];
  for (const edit of edits) {
    assertSafePath(edit.path);
    for (const parent of parentsOf(edit.path)) {
      if (folders.has(parent)) {
        continue;
      }
      const found = await lstat(join(root, parent)).catch(() => undefined);
      if (found !== undefined && !found.isDirectory()) {
        throw belowNoFolder(edit.path, parent, modeOf(found));
      }
      folders.add(parent);
    }
    const found = await lstat(join(root, edit.path)).catch(() => undefined);
    if (found !== undefined && !found.isFile()) {
      throw notAPlainFile(edit.path, found.isDirectory() ? '040000' : modeOf(found));
    }
    checked.push({ edit, found });
  }
  return checked;
}

async function writeText(
  full: string,
  edit: TreeEdit,
  content: string,
  found: Stats | undefined,
): Promise<boolean> {
  const mode =
    edit.mode === undefined ? (found?.mode ?? 0o644) & 0o777 : Number.parseInt(edit.mode.slice(3), 8);
  if (
    found !== undefined &&
    (found.mode & 0o777) === mode &&
    (await readPlainFile(full, edit.path)).equals(Buffer.from(content))
  ) {
    return false;
  }
  await mkdir(dirname(full), { recursive: true });
  const temporary = `${full}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, content, { mode, flag: 'wx' });
    await rename(temporary, full);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return true;
}

async function removeEmptyFolders(root: string, folder: string): Promise<void> {
  for (let at = folder; at !== '.'; at = dirname(at)) {
    try {
      await rmdir(join(root, at));
    } catch {
      return;
    }
  }
}
