import { SPECIAL_FILE, type SnapshotIndex } from '../../core/snapshot';
import { belowRoot } from '../../harvester/paths';
import { leftOut, type LeftOut } from './left-out';

/** What is known of entries that have no text. */
export interface UnreadEntries {
  /** Why files are no text, by path. */
  readonly unread?: ReadonlyMap<string, string>;
  /** Files whose content is not on this machine. */
  readonly elsewhere?: readonly string[];
  /** Where symbolic links lead, by path. */
  readonly links?: ReadonlyMap<string, string>;
}

/** Everything below the root that is no readable file, said as what it is. */
export function entriesWithoutText(index: SnapshotIndex, root: string, found: UnreadEntries): LeftOut[] {
  const { unread = new Map<string, string>(), elsewhere = [], links } = found;
  const all: LeftOut[] = [];
  for (const [path, { mode }] of index.entries) {
    if (belowRoot(root, path) === undefined) continue;
    const reason = unread.get(path);
    if (mode === '120000') {
      const target = links?.get(path);
      const where = target === undefined ? '' : ` to ${target}`;
      all.push(leftOut(path, 1, 'symbolic-link', `it is a symbolic link${where}, which is not followed`));
    } else if (mode === '160000') {
      all.push(leftOut(path, 1, 'submodule', 'it is a submodule, its content is in another repository'));
    } else if (mode === SPECIAL_FILE) {
      all.push(leftOut(path, 1, 'special-file', 'it is a pipe, a socket or a device'));
    } else if (reason !== undefined) {
      all.push(leftOut(path, 1, reason.includes('encrypted') ? 'encrypted' : 'not-text', reason));
    }
  }
  for (const path of elsewhere) {
    all.push(leftOut(path, 1, 'unreadable', 'its content is not on this machine'));
  }
  for (const [path, reason] of index.closedFolders ?? []) {
    if (belowRoot(root, path) !== undefined) {
      all.push(leftOut(path, 1, 'unreadable', `the folder: ${reason}`));
    }
  }
  return all;
}
