import type { IndexEntry } from '../../core/snapshot';
import type { OwnedLine } from './own-lines';

/** Claims' parts of joint files, asked about by their document paths. */
export interface DocumentView {
  /** Whether no file is divided. */
  readonly isEmpty: boolean;
  /** Index entry of a document. */
  entry(path: string): IndexEntry | undefined;
  /** Text of a document; of a file that cannot be divided, all of it. */
  text(path: string): string | undefined;
  /** Text of an earlier version of a document, by the id that {@link line} gives. */
  earlier(objectId: string): string | undefined;
  /** Our ledger's line about a file as one about the claim's document in it. */
  line(line: OwnedLine): OwnedLine;
}
