import type { PlannedFile } from '../../core/plan';
import type { OwnedLine } from './own-lines';
import type { LineStates } from './line-states';

/** What a person, or the plan itself, says about a file that would go. */
export interface DeletionOptions {
  /** The person gave up what was changed by hand in this claim. */
  readonly overwrite: boolean;
  /** Files of which the text, as a person left it, stands in the plan under another path. */
  readonly carriedOver?: ReadonlySet<string>;
}

/**
 * The one place where a plan's deletions are made. A file goes when its bytes are ours: it stands as the ledger says that we
 * wrote it, by a line that counts. It also goes when its text was carried to another place, or when a person gave it up in so
 * many words.
 *
 * @returns undefined where the file stays, or is not there
 */
export function deleteOwned(
  line: OwnedLine,
  states: LineStates,
  { overwrite, carriedOver }: DeletionOptions,
): PlannedFile | undefined {
  const state = states.of(line);
  const isGivenUp = carriedOver?.has(line.path) === true || (overwrite && states.isOverwritable(line));
  return state === 'ours' || (state === 'edited' && isGivenUp) ? deletion(line.path) : undefined;
}

/**
 * A file of a claim that a person named for deletion. That nobody else owns it is checked before: see `refuse-deletion`.
 */
export function deleteNamed(path: string): PlannedFile {
  return deletion(path);
}

/** A ledger of ours that has no lines any more. */
export function deleteLedger(path: string): PlannedFile {
  return deletion(path);
}

/** A text that only ledgers named, and none does any more: it stands under the id of its own contents, so it is what we wrote. */
export function deleteWrittenText(path: string): PlannedFile {
  return deletion(path);
}

/** A file of which every document goes: each of them was asked about by itself. */
export function deleteJointFile(path: string): PlannedFile {
  return deletion(path);
}

function deletion(path: string): PlannedFile {
  return { path, action: 'delete' };
}
