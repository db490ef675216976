import { isPair, isScalar, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { JsonObject, JsonValue } from '../../core/claim-model';
import { sameValue } from '../../core/yaml/same-value';
import type { ScalarStyle } from '../text/scalar-style';
import { lineStart, nextLine } from '../text/splice';
import { alignItems } from './align-items';
import { CannotEdit } from './cannot-edit';
import { type EditContext, replace } from './edit-context';
import { flowPair, flowText } from './new-text';
import { beginsLine, colonEnd, columnOf, contentEnd, offsetOf, pairEnd, pairStart } from './node-place';
import { mergeEntries, ownEntries } from './own-entries';

/** A pair or item inside of brackets. */
interface FlowEntry {
  readonly start: number;
  readonly end: number;
}

interface FlowPairEntry extends FlowEntry {
  readonly pair: Pair;
}

/**
 * Changes a map in braces pair by pair.
 *
 * @throws CannotEdit
 */
export function editFlowMap(context: EditContext, map: YAMLMap, before: JsonObject, after: JsonObject): void {
  const { text } = context;
  // A lone pair of a list has no braces of its own.
  if (text.charAt(offsetOf(map)) !== '{') throw new CannotEdit();
  const entries: FlowPairEntry[] = map.items.map((pair) => ({
    pair,
    start: pairStart(pair),
    end: pairEnd(pair, text),
  }));
  const byKey = ownEntries(entries, context.targets);
  const style = styleOf(entries.map(({ pair }) => pair.key as Node));
  const gone = new Set<FlowEntry>();
  for (const key of Object.keys(before)) {
    if (after[key] !== undefined) continue;
    const entry = byKey.get(key);
    // What `<<` brings cannot be taken out of it: the rest of it is written out instead.
    for (const other of entry === undefined ? mergeEntries(entries) : [entry]) gone.add(other);
  }
  const isMergeGone = mergeEntries(entries).some((entry) => gone.has(entry));
  const added: string[] = [];
  for (const [key, value] of Object.entries(after)) {
    const entry = byKey.get(key);
    if (entry === undefined) {
      if (isMergeGone || before[key] === undefined || !sameValue(before[key], value)) {
        added.push(flowPair(key, value, style));
      }
    } else if (before[key] === undefined || !sameValue(before[key], value)) {
      const { pair } = entry;
      const behind = colonEnd(pair);
      const indent = columnOf(text, entry.start);
      if (behind === undefined) replace(context, entry.end, entry.end, `: ${flowText(value, style)}`);
      else {
        context.edit(
          context,
          { node: pair.value as Node | null, behind, indent, inFlow: true },
          before[key],
          value,
        );
      }
    }
  }
  editEntries(context, map, entries, gone, added);
}

/**
 * Changes a list in brackets item by item.
 *
 * @throws CannotEdit
 */
export function editFlowList(
  context: EditContext,
  list: YAMLSeq,
  before: readonly JsonValue[],
  after: readonly JsonValue[],
): void {
  const { text } = context;
  const nodes = list.items as (Node | Pair | null)[];
  if (nodes.length !== before.length || nodes.some((node) => node === null || isPair(node))) {
    throw new CannotEdit();
  }
  const starts = itemStarts(list);
  const entries = (nodes as Node[]).map((node, index) => ({
    node,
    start: starts[index] ?? offsetOf(node),
    end: contentEnd(node, text),
  }));
  const gone = new Set<FlowEntry>(entries);
  const style = styleOf(entries.map(({ node }) => node));
  const aligned = alignItems(before, after);
  const lastOld = aligned.findLastIndex(({ old }) => old !== undefined);
  const added: string[] = [];
  let previous = '';
  for (const [index, { old, value }] of aligned.entries()) {
    const entry = old === undefined ? undefined : entries[old];
    if (entry === undefined) {
      if (index > lastOld) added.push(flowText(value, style));
      else previous += `${flowText(value, style)}, `;
      continue;
    }
    gone.delete(entry);
    if (previous !== '') replace(context, entry.start, entry.start, previous);
    previous = '';
    const slot = { node: entry.node, behind: entry.start, indent: columnOf(text, entry.start), inFlow: true };
    context.edit(context, slot, before[old as number], value);
  }
  editEntries(context, list, entries, gone, added);
}

/** JSON where all are quoted: new ones are then too. */
function styleOf(nodes: readonly Node[]): ScalarStyle {
  const isJson = nodes.length > 0 && nodes.every((node) => isScalar(node) && node.type === 'QUOTE_DOUBLE');
  return isJson ? 'double' : 'plain';
}

/** Takes entries out with the comma that divides them from a neighbour, and puts new ones behind the last that stays. */
function editEntries(
  context: EditContext,
  { range }: YAMLMap | YAMLSeq,
  entries: readonly FlowEntry[],
  gone: ReadonlySet<FlowEntry>,
  added: readonly string[],
): void {
  if (!range) throw new CannotEdit();
  const [open, close] = range;
  const last = entries.findLast((entry) => !gone.has(entry));
  if (last === undefined) {
    replace(context, open + 1, close - 1, added.join(', '));
    return;
  }
  removeFlow(context, entries, gone, close - 1);
  if (added.length > 0) addFlow(context, last, entries.at(-1) as FlowEntry, added, close - 1);
}

function removeFlow(
  context: EditContext,
  entries: readonly FlowEntry[],
  gone: ReadonlySet<FlowEntry>,
  close: number,
): void {
  let kept: FlowEntry | undefined;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index] as FlowEntry;
    if (!gone.has(entry)) {
      kept = entry;
      continue;
    }
    const from = index;
    while (index + 1 < entries.length && gone.has(entries[index + 1] as FlowEntry)) index += 1;
    const next = entries[index + 1];
    if (next !== undefined) replace(context, (entries[from] as FlowEntry).start, next.start, '');
    else if (kept !== undefined) {
      removeLast(context, kept, entries[from] as FlowEntry, (entries[index] as FlowEntry).end, close);
    }
  }
}

/** The entries behind the last that stays. */
function removeLast(
  context: EditContext,
  kept: FlowEntry,
  first: FlowEntry,
  end: number,
  close: number,
): void {
  const { text } = context;
  const comma = commaBehind(text, end, close);
  const lines = nextLine(text, comma ?? end);
  if (beginsLine(text, first.start) && lines <= lineStart(text, close)) {
    if (comma === undefined) {
      const before = commaBehind(text, kept.end, first.start);
      if (before === undefined) throw new CannotEdit();
      replace(context, before, before + 1, '');
    }
    replace(context, lineStart(text, first.start), lines, '');
  } else replace(context, kept.end, end, '');
}

function addFlow(
  context: EditContext,
  last: FlowEntry,
  lastWritten: FlowEntry,
  added: readonly string[],
  close: number,
): void {
  const { text } = context;
  const line = lineStart(text, last.start);
  const ownLine = beginsLine(text, last.start) && nextLine(text, last.end) <= lineStart(text, close);
  if (!ownLine || last !== lastWritten) {
    replace(context, last.end, last.end, added.map((item) => `, ${item}`).join(''));
    return;
  }
  const margin = text.slice(line, last.start);
  const comma = commaBehind(text, last.end, close);
  if (comma === undefined) replace(context, last.end, last.end, ',');
  const lines = added.map((item) => `${margin}${item}`).join(',\n');
  const at = nextLine(text, comma ?? last.end);
  replace(context, at, at, `${lines}${comma === undefined ? '' : ','}\n`);
}

/** The comma that follows an entry, comments passed over. */
function commaBehind(text: string, end: number, until: number): number | undefined {
  let at = end;
  while (at < until) {
    const character = text.charAt(at);
    if (character === ',') return at;
    if (character === '#') at = nextLine(text, at);
    else if (/\s/.test(character)) at += 1;
    else return undefined;
  }
  return undefined;
}

/** Where the items of a list begin: with their anchor or tag. */
function itemStarts(list: YAMLSeq): number[] {
  const items = (list.srcToken as FlowToken | undefined)?.items ?? [];
  return list.items.map((node, index) => {
    const first = items[index]?.start.find(({ type }) => type === 'anchor' || type === 'tag');
    return first?.offset ?? offsetOf(node);
  });
}

interface FlowToken {
  readonly items: readonly {
    readonly start: readonly { readonly type: string; readonly offset: number }[];
  }[];
}
