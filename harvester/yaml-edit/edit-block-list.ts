import { isScalar, type Node, type YAMLSeq } from 'yaml';
import type { JsonValue } from '../../core/claim-model';
import type { ScalarStyle } from '../text/scalar-style';
import { alignItems } from './align-items';
import { type BlockEntry, removeEntries } from './block-entries';
import { CannotEdit } from './cannot-edit';
import { type EditContext, insertAt } from './edit-context';
import { itemLines } from './new-text';
import { aboveComments, beginsLine, columnOf, hyphens, itemEnd, lineBelow } from './node-place';

interface ListEntry extends BlockEntry {
  readonly node: Node | null;
}

/**
 * Changes a list in block style item by item; the comments above an item go with it.
 *
 * @param after - has one item at least
 * @throws CannotEdit
 */
export function editBlockList(
  context: EditContext,
  list: YAMLSeq,
  before: readonly JsonValue[],
  after: readonly JsonValue[],
): void {
  const { text } = context;
  const starts = hyphens(list);
  if (starts.length !== list.items.length || starts.length !== before.length) throw new CannotEdit();
  const entries: ListEntry[] = starts.map((start, index) => {
    const node = (list.items[index] ?? null) as Node | null;
    return { node, start, end: itemEnd(node, start, text) };
  });
  const [first] = entries;
  if (first === undefined) throw new CannotEdit();
  const indent = columnOf(text, first.start);
  const style = styleOf(entries);
  const gone = new Set<BlockEntry>(entries);
  let at: number | undefined;
  for (const { old, value } of alignItems(before, after)) {
    const entry = old === undefined ? undefined : entries[old];
    if (entry === undefined) {
      insertAt(context, at ?? inFront(text, first), itemLines(value, indent, style));
      continue;
    }
    gone.delete(entry);
    const { node, start, end } = entry;
    context.edit(context, { node, behind: start + 1, indent, inFlow: false }, before[old as number], value);
    at = lineBelow(text, end);
  }
  if (gone.size === entries.length) throw new CannotEdit();
  removeEntries(context, entries, gone, false);
}

/** Where an item goes that comes before all others: above the comments of the first. */
function inFront(text: string, first: ListEntry): number {
  if (!beginsLine(text, first.start)) throw new CannotEdit();
  return aboveComments(text, first.start, 0);
}

/** New text is quoted like all of its neighbours. */
function styleOf(entries: readonly ListEntry[]): ScalarStyle {
  const types = new Set(entries.map(({ node }) => (isScalar(node) ? node.type : undefined)));
  if (types.size !== 1) return 'plain';
  const [type] = types;
  return type === 'QUOTE_SINGLE' ? 'single' : type === 'QUOTE_DOUBLE' ? 'double' : 'plain';
}
