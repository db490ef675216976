import type { FileContent } from './file-content';

/** Mode of a file that may be written: plain or executable. */
export type FileMode = '100644' | '100755';

/** One file of the target to write (`content`) or to remove (`null`). */
export interface TreeEdit {
  /** From the top of the target, with forward slashes. */
  readonly path: string;
  readonly content: string | null;
  /** Default: the mode that the file has, else `100644`. */
  readonly mode?: FileMode;
}

/** As {@link TreeEdit}, of a content that may never have been one text. */
export interface ContentEdit extends Omit<TreeEdit, 'content'> {
  readonly content: FileContent | null;
}
