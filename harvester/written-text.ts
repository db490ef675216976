import type { Snapshot } from '../core/snapshot';
import { ledgerFolder } from './ledger';

/** Folder of the texts of a project that its ledgers name and no other file of the target holds. */
export function writtenTextFolder(root: string, project: string): string {
  return `${ledgerFolder(root, project)}/written/`;
}

/**
 * Where the text of the program stands that was merged into a person's file: under its own object id, so that a file there proves
 * its contents. Without an extension: nothing that applies a folder takes it for a manifest.
 */
export function writtenTextPath(root: string, project: string, objectId: string): string {
  return writtenTextFolder(root, project) + objectId;
}

/** Object ids of the texts of a project that stand in a target; what is there under a name that is not its id is none. */
export function writtenTextIds({ index }: Pick<Snapshot, 'index'>, root: string, project: string): string[] {
  const folder = writtenTextFolder(root, project);
  const ids: string[] = [];
  for (const [path, { objectId, mode }] of index.entries) {
    if (path.startsWith(folder) && path.slice(folder.length) === objectId && mode.startsWith('100')) {
      ids.push(objectId);
    }
  }
  return ids;
}
