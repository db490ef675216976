import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blobObjectId } from '../../../core/git/object-id';
import type { RepositoryView } from '../../../harvester/tree/repository-view';

/** A view of files given as texts; a path that starts with `->` as text makes a symbolic link. */
export function viewOf(files: Readonly<Record<string, string>>, root = 'claims'): RepositoryView {
  const entries = new Map<string, { mode: string; objectId: string }>();
  const contents = new Map<string, string>();
  for (const [path, text] of Object.entries(files)) {
    const link = text.startsWith('->');
    const content = link ? text.slice(2) : text;
    entries.set(path, { mode: link ? '120000' : '100644', objectId: blobObjectId(content) });
    contents.set(path, content);
  }
  return { index: { objectFormat: 'sha1', entries }, contents, root };
}

/** All files below a folder as texts by relative path. */
export function filesBelow(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const absolute = join(entry.parentPath, entry.name);
    files[absolute.slice(folder.length + 1).replaceAll('\\', '/')] = readFileSync(absolute, 'utf8');
  }
  return files;
}

/** The files after the edits of a repair. */
export function apply(
  files: Readonly<Record<string, string>>,
  edits: ReadonlyMap<string, string | null>,
): Record<string, string> {
  const result = new Map(Object.entries(files));
  for (const [path, text] of edits) {
    if (text === null) result.delete(path);
    else result.set(path, text);
  }
  return Object.fromEntries(result);
}
