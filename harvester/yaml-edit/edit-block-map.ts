import type { Node, Pair, YAMLMap } from 'yaml';
import type { JsonObject, JsonValue } from '../../core/claim-model';
import { sameValue } from '../../core/yaml/same-value';
import { type BlockEntry, removeEntries } from './block-entries';
import { CannotEdit } from './cannot-edit';
import { type EditContext, insertAt } from './edit-context';
import { mergeEntries, ownEntries } from './own-entries';
import { pairLines } from './new-text';
import { colonEnd, columnOf, lineBelow, pairEnd, pairStart } from './node-place';

interface MapEntry extends BlockEntry {
  readonly pair: Pair;
}

/**
 * Changes a map in block style pair by pair. A new pair goes behind the one that it follows in the new value.
 *
 * @param isTop - the map is the document itself
 * @throws CannotEdit
 */
export function editBlockMap(
  context: EditContext,
  map: YAMLMap,
  before: JsonObject,
  after: JsonObject,
  isTop = false,
): void {
  const { text } = context;
  const entries: MapEntry[] = map.items.map((pair) => ({
    pair,
    start: pairStart(pair),
    end: pairEnd(pair, text),
  }));
  const byKey = ownEntries(entries, context.targets);
  const gone = new Set<BlockEntry>();
  for (const key of Object.keys(before)) {
    if (after[key] !== undefined) continue;
    const entry = byKey.get(key);
    // What `<<` brings cannot be taken out of it: the rest of it is written out instead.
    for (const other of entry === undefined ? mergeEntries(entries) : [entry]) gone.add(other);
  }
  const isMergeGone = mergeEntries(entries).some((entry) => gone.has(entry));
  if (gone.size === entries.length) throw new CannotEdit();
  const [firstEntry] = entries;
  if (firstEntry === undefined) throw new CannotEdit();
  const indent = columnOf(text, firstEntry.start);
  for (const [key, value] of Object.entries(after)) {
    const entry = byKey.get(key);
    if (entry !== undefined) editPair(context, entry.pair, indent, before[key], value);
  }
  // Behind all edits, so that a new pair comes below lines that an edit puts in at the same place.
  let previous: MapEntry | undefined;
  for (const [key, value] of Object.entries(after)) {
    const entry = byKey.get(key);
    if (entry !== undefined) previous = entry;
    else if (isMergeGone || before[key] === undefined || !sameValue(before[key], value)) {
      const behind = previous ?? lastKept(entries, gone);
      insertAt(context, lineBelow(text, behind.end), pairLines(key, value, indent));
    }
  }
  removeEntries(context, entries, gone, isTop);
}

function lastKept(entries: readonly MapEntry[], gone: ReadonlySet<BlockEntry>): MapEntry {
  const kept = entries.filter((entry) => !gone.has(entry)).at(-1);
  if (kept === undefined) throw new CannotEdit();
  return kept;
}

function editPair(
  context: EditContext,
  pair: Pair,
  indent: number,
  before: JsonValue | undefined,
  after: JsonValue,
): void {
  if (before !== undefined && sameValue(before, after)) return;
  const behind = colonEnd(pair);
  // A key of `? a` alone.
  if (behind === undefined) throw new CannotEdit();
  context.edit(context, { node: pair.value as Node | null, behind, indent, inFlow: false }, before, after);
}
