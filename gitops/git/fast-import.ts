import type { Bytes } from '../../core/bytes/bytes';
import type { IndexEntry } from '../../core/snapshot';
import { belowNoFolder, notAPlainFile } from '../symlink-error';
import { assertSafePath, parentsOf } from '../target-path';
import type { FileContent } from '../file-content';
import type { ContentEdit } from '../tree-edit';
import type { CommitRequest, Identity } from './target-repository';

/**
 * Refuses edits that would leave the target or replace something that is not a plain file: a path below a symlink,
 * a submodule or a file, and a symlink in the place of the file itself.
 */
export function assertEditsFit(
  entries: ReadonlyMap<string, IndexEntry>,
  edits: readonly ContentEdit[],
): void {
  const removed = new Set(edits.filter((edit) => edit.content === null).map((edit) => edit.path));
  const standing = standingFolders(entries, removed);
  const folders = new Set<string>();
  for (const edit of edits) {
    assertSafePath(edit.path);
    const mode = entries.get(edit.path)?.mode;
    if (mode !== undefined && !mode.startsWith('100')) {
      throw notAPlainFile(edit.path, mode);
    }
    if (edit.content !== null && standing.has(edit.path)) {
      throw notAPlainFile(edit.path, '040000');
    }
    for (const parent of parentsOf(edit.path)) {
      if (!folders.has(parent)) {
        const found = entries.get(parent);
        // A plain file may make room for a folder when the same commit removes it.
        if (found !== undefined && !(found.mode.startsWith('100') && removed.has(parent))) {
          throw belowNoFolder(edit.path, parent, found.mode);
        }
        folders.add(parent);
      }
    }
  }
}

/** Folders that still have a file after the removals. */
function standingFolders(
  entries: ReadonlyMap<string, IndexEntry>,
  removed: ReadonlySet<string>,
): Set<string> {
  const folders = new Set<string>();
  for (const path of entries.keys()) {
    if (!removed.has(path)) {
      for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
        const folder = path.slice(0, at);
        if (folders.has(folder)) {
          break;
        }
        folders.add(folder);
      }
    }
  }
  return folders;
}

function quote(path: string): string {
  return `"${path.replaceAll(/["\\]/g, '\\$&')}"`;
}

function person(role: string, identity: Identity, date: Date): string {
  const clean = (text: string) => text.replaceAll(/[<>\p{Cc}]/gu, '').trim();
  const seconds = Math.floor(date.getTime() / 1000);
  return `${role} ${clean(identity.name)} <${clean(identity.email)}> ${seconds} +0000\n`;
}

function data(content: string): string[] {
  return [`data ${Buffer.byteLength(content)}\n`, content, '\n'];
}

function fileData(content: FileContent): (string | Bytes)[] {
  if (typeof content === 'string') return data(content);
  const length = content.reduce((sum, piece) => sum + piece.length, 0);
  return [`data ${length}\n`, ...content, '\n'];
}

/** The `git fast-import` stream, in parts, that applies edits to a commit's tree; it answers with the tree, then the one before. */
export function treeStream(
  parent: string | undefined,
  edits: readonly ContentEdit[],
  entries: ReadonlyMap<string, IndexEntry>,
  ref: string,
): readonly Bytes[] {
  const parts: (string | Bytes)[] = [`commit ${ref}\nmark :1\ncommitter scratch <> 0 +0000\n`, ...data('')];
  if (parent !== undefined) {
    parts.push(`from ${parent}\n`);
  }
  // Removals first, so that a removed file can make room for a folder of its name. What is not there needs no
  // removal: `D` would take a folder of that name with all that is in it.
  for (const edit of edits) {
    if (edit.content === null && entries.has(edit.path)) {
      parts.push(`D ${quote(edit.path)}\n`);
    }
  }
  for (const edit of edits) {
    if (edit.content !== null) {
      const mode = edit.mode ?? entries.get(edit.path)?.mode ?? '100644';
      parts.push(`M ${mode} inline ${quote(edit.path)}\n`);
      for (const part of fileData(edit.content)) parts.push(part);
    }
  }
  parts.push('\nls :1 ""\n', parent === undefined ? '' : `ls ${parent} ""\n`, 'done\n');
  return parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
}

/** The `git fast-import` stream of one commit with a known tree; it answers with the commit's id. */
export function commitStream(request: CommitRequest, ref: string): readonly Bytes[] {
  const parts = [
    `commit ${ref}\nmark :1\n`,
    person('author', request.author, request.date),
    person('committer', request.committer, request.date),
    ...data(request.message),
    request.parent === undefined ? '' : `from ${request.parent}\n`,
    `M 040000 ${request.tree} ""\n`,
    '\nget-mark :1\ndone\n',
  ];
  return [Buffer.from(parts.join(''))];
}
