import { blobObjectId } from '../../core/git/object-id';
import type { Plan, PlannedFile } from '../../core/plan';
import type { OutputFolder } from './output-folder';

/** How an output folder differs from a plan. */
export interface OutputDifference {
  /** Files whose bytes are not the planned ones, or that are not there. */
  readonly differing: readonly PlannedFile[];
  /** Number of files whose bytes are the planned ones. */
  readonly same: number;
}

/**
 * Compares byte for byte; files of which the plan knows only the object id, by that.
 *
 * @throws ToolkitError `output-path-unsafe`, `output-not-writable`
 */
export function compareOutput(folder: OutputFolder, plan: Plan): OutputDifference {
  const differing: PlannedFile[] = [];
  let same = 0;
  for (const file of plan.files) {
    if (file.action === 'delete') continue;
    const standing = folder.read(file.path);
    if (standing !== undefined && isPlanned(standing, file)) same++;
    else differing.push(file);
  }
  return { differing, same };
}

function isPlanned(standing: string, file: PlannedFile): boolean {
  if (file.content === undefined) return file.objectId !== undefined && hasObjectId(standing, file.objectId);
  // Bytes that are no UTF-8 read as U+FFFD; then the text alone does not tell.
  if (standing !== file.content) return false;
  return !standing.includes('\ufffd') || file.objectId === undefined || hasObjectId(standing, file.objectId);
}

/** True when this text has this object id, in whichever of Git's two formats the id is. */
export function hasObjectId(text: string, objectId: string): boolean {
  return blobObjectId(text, objectId.length === 64 ? 'sha256' : 'sha1') === objectId;
}
