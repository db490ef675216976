import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../../core/errors/system-failure';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { compareText } from '../../core/text/compare-text';
import { mayDefineKinds } from '../../harvester/claim-kinds/definitions';
import { LARGEST_DEFINITIONS } from '../../schema/documents/read-definitions';

/** A text that may define kinds. */
export interface SourceFile {
  /** For messages and the lock file. */
  readonly path: string;
  readonly text: string;
}

const DEFINITION_FILE = /\.(?:ya?ml|json)$/i;
/** Folders that hold what others wrote, and files of a folder that are looked at. */
const SKIPPED = new Set(['node_modules', 'dist', 'build', 'imports']);
const MOST_FILES = 20_000;

/**
 * Files at a path that may define kinds: the file itself, or all of a folder with the folders in it, sorted. Links inside of it are not
 * followed.
 *
 * @param name - of the path, for messages
 * @throws ToolkitError `import-source-missing`, `import-source-unreadable`
 */
export async function readPath(path: string, name: string): Promise<SourceFile[]> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return [{ path: name, text: await textOf(path) }];
    const files: SourceFile[] = [];
    for (const below of await listed(path)) {
      const text = await textOf(join(path, below));
      if (mayDefineKinds(text)) files.push({ path: name === '.' ? below : `${name}/${below}`, text });
    }
    return files;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw code === 'ENOENT' || code === 'ENOTDIR'
      ? new ToolkitError('import-source-missing', `the source '${name}' does not exist`)
      : new ToolkitError('import-source-unreadable', `the source '${name}' cannot be read: ${code}`);
  }
}

async function listed(folder: string): Promise<string[]> {
  const found: string[] = [];
  const waiting = [''];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const entry of await readdir(join(folder, at), { withFileTypes: true })) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && !SKIPPED.has(entry.name)) waiting.push(path);
      } else if (entry.isFile() && DEFINITION_FILE.test(entry.name)) found.push(path);
    }
    if (found.length > MOST_FILES) {
      throw new ToolkitError('import-source-unreadable', `'${folder}' holds more than ${MOST_FILES} files`);
    }
  }
  return found.sort(compareText);
}

/** A text that is too long is cut, so that whoever reads it says so. */
async function textOf(path: string): Promise<string> {
  const { size } = await stat(path);
  if (size > LARGEST_DEFINITIONS * 4) return ' '.repeat(LARGEST_DEFINITIONS + 1);
  return readFile(path, 'utf8');
}
