import { nextLine, lineStart } from '../text/splice';
import { CannotEdit } from './cannot-edit';
import { type EditContext, replace } from './edit-context';
import { aboveComments, beginsLine, lineBelow } from './node-place';

/** A pair of a block map or an item of a block list. */
export interface BlockEntry {
  /** Of its key or hyphen. */
  readonly start: number;
  /** Of its last character, exclusive. */
  readonly end: number;
}

/**
 * Takes entries out with their lines and the comments directly above them. One at least stays.
 *
 * @param isTop - the collection is the document itself, where comments above the first entry speak of the whole file
 */
export function removeEntries(
  context: EditContext,
  entries: readonly BlockEntry[],
  gone: ReadonlySet<BlockEntry>,
  isTop: boolean,
): void {
  const { text } = context;
  let floor = 0;
  const [first] = entries;
  let removedInLine: BlockEntry | undefined;
  for (const [index, entry] of entries.entries()) {
    const isGone = gone.has(entry);
    const end = lineBelow(text, entry.end);
    if (index === 0 && isGone && !beginsLine(text, entry.start)) removedInLine = entry;
    else if (removedInLine !== undefined) {
      if (!isGone) {
        joinFirst(context, removedInLine, entry);
        removedInLine = undefined;
      }
    } else if (isGone) {
      const start =
        isTop && entry === first ? lineStart(text, entry.start) : aboveComments(text, entry.start, floor);
      if (!beginsLine(text, entry.start)) throw new CannotEdit();
      replace(context, start, end, '');
    }
    floor = end;
  }
}

/** The first entry that stays takes the place of one that begins behind a hyphen. */
function joinFirst(context: EditContext, first: BlockEntry, next: BlockEntry): void {
  const { text } = context;
  if (!beginsLine(text, next.start)) throw new CannotEdit();
  const line = lineStart(text, next.start);
  const above = aboveComments(text, next.start, nextLine(text, first.start));
  if (above === line) {
    replace(context, first.start, next.start, '');
    return;
  }
  // Its comments stay above it, so that the hyphen stands alone.
  const hyphenEnd = text.slice(0, first.start).trimEnd().length;
  replace(context, hyphenEnd, above, '\n');
}
