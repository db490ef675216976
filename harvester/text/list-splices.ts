import { compareItems, sameItem } from './list-item';
import type { BlockList, FlowList, ItemSpan, ListSpan, MissingList } from './list-span';
import { scalarInStyle, type ScalarStyle } from './scalar-style';
import { insertLines, lineEndingOf, lineStart, nextLine, type Splice } from './splice';

const USUAL_MARGIN = /^ *- +$/;

/** What takes items out of a list and puts new ones in, in the list's own style. */
export function splicesOf(
  text: string,
  list: ListSpan,
  removed: ReadonlySet<ItemSpan>,
  added: readonly string[],
): Splice[] {
  const eol = lineEndingOf(text);
  switch (list.form) {
    case 'block':
      return blockSplices(text, list, removed, added, eol);
    case 'flow':
      return flowSplices(text, list, removed, added, eol);
    case 'null':
      return emptySplices(text, list, list, added, eol);
    case 'missing':
      return missingSplices(list, added, eol);
  }
}

function blockSplices(
  text: string,
  list: BlockList,
  removed: ReadonlySet<ItemSpan>,
  added: readonly string[],
  eol: string,
): Splice[] {
  const splices: Splice[] = [];
  for (const [index, item] of list.items.entries()) {
    if (!removed.has(item)) continue;
    const start = ownComments(text, list, index);
    splices.push({ start, end: nextLine(text, item.end), text: '', rank: 1 });
  }
  if (removed.size === list.items.length && added.length === 0) {
    splices.push({ start: list.colonEnd, end: list.colonEnd, text: ' []' });
  }
  const first = list.items[0]?.start ?? 0;
  const before = text.slice(lineStart(text, first), first);
  const margin = USUAL_MARGIN.test(before) ? before : `${' '.repeat(list.indent)}- `;
  const place = placer(list.items);
  const write = itemWriter(list.items);
  const end = nextLine(text, list.items.at(-1)?.end ?? list.colonEnd);
  // Many new items may go above the same comments.
  const above = new Map<ItemSpan, number>();
  for (const value of sortedLike(list.items, added)) {
    const greater = place(value);
    let at = end;
    if (greater !== undefined) {
      at = above.get(greater) ?? aboveComments(text, list, greater);
      above.set(greater, at);
    }
    splices.push(insertLines(at, `${margin}${write(value)}${eol}`, eol));
  }
  return splices;
}

/**
 * Where an item begins with the comments that speak of it alone: directly above it, and nothing that they could speak of as well
 * directly below.
 */
function ownComments(text: string, list: BlockList, index: number): number {
  const item = list.items[index] as ItemSpan;
  const below = nextLine(text, item.end);
  const next = list.items[index + 1];
  const isLast = next === undefined || lineStart(text, next.start) !== below;
  return isLast ? aboveComments(text, list, item) : lineStart(text, item.start);
}

/** Comment lines directly above an item stay with it. */
function aboveComments(text: string, list: BlockList, item: ItemSpan): number {
  let at = lineStart(text, item.start);
  while (at > list.colonEnd) {
    const above = lineStart(text, at - 1);
    if (above <= list.colonEnd || !/^[ ]*#/.test(text.slice(above, at))) break;
    at = above;
  }
  return at;
}

function flowSplices(
  text: string,
  list: FlowList,
  removed: ReadonlySet<ItemSpan>,
  added: readonly string[],
  eol: string,
): Splice[] {
  const kept = list.items.filter((item) => !removed.has(item));
  if (kept.length === 0) {
    const inner = { start: list.open, end: list.close, text: '' };
    if (added.length === 0) return [inner];
    return emptySplices(text, list, { colonEnd: list.colonEnd, valueEnd: list.close + 1 }, added, eol);
  }
  const splices: Splice[] = [];
  const firstKept = kept[0]?.start ?? list.close;
  for (const [index, item] of list.items.entries()) {
    if (removed.has(item)) splices.push(flowRemoval(list, index, firstKept));
  }
  const place = placer(kept);
  const write = itemWriter(list.items, true);
  const last = kept.at(-1)?.end ?? list.open;
  for (const value of sortedLike(kept, added)) {
    const greater = place(value);
    const content = write(value);
    if (greater !== undefined) {
      splices.push({ start: greater.start, end: greater.start, text: `${content}, ` });
    } else splices.push({ start: last, end: last, text: `, ${content}`, rank: -1 });
  }
  return splices;
}

/** An item goes with the comma that divides it from a neighbour. */
function flowRemoval(list: FlowList, index: number, firstKept: number): Splice {
  const item = list.items[index] as ItemSpan;
  const next = list.items[index + 1];
  if (item.start < firstKept && next !== undefined) return { start: item.start, end: next.start, text: '' };
  const previous = list.items[index - 1];
  return { start: previous?.end ?? list.open, end: item.end, text: '' };
}

/** A list without items becomes one item a line below its key, or stays in brackets inside a flow map. */
function emptySplices(
  text: string,
  { keyIndent }: { readonly keyIndent: number | undefined },
  { colonEnd, valueEnd }: { readonly colonEnd: number; readonly valueEnd: number },
  added: readonly string[],
  eol: string,
): Splice[] {
  if (keyIndent === undefined) {
    const items = added.map(itemWriter([], true)).join(', ');
    return [{ start: colonEnd, end: valueEnd, text: ` [${items}]` }];
  }
  const lines = added
    .map((value) => `${' '.repeat(keyIndent + 2)}- ${scalarInStyle(value, 'plain')}${eol}`)
    .join('');
  const cut = { start: colonEnd, end: valueEnd, text: '' };
  return [...(valueEnd > colonEnd ? [cut] : []), insertLines(nextLine(text, valueEnd), lines, eol)];
}

function missingSplices(list: MissingList, added: readonly string[], eol: string): Splice[] {
  if (list.refusal !== undefined) throw list.refusal;
  let lines = '';
  let { indent } = list;
  for (const key of list.keys) {
    lines += `${' '.repeat(indent)}${key}:${eol}`;
    indent += 2;
  }
  for (const value of added) lines += `${' '.repeat(indent)}- ${scalarInStyle(value, 'plain')}${eol}`;
  const cut = list.cut === undefined || list.cut.end === list.cut.start ? [] : [{ ...list.cut, text: '' }];
  return [...cut, insertLines(list.at, lines, eol)];
}

/** Finds the item before which a new one goes; undefined for the end. */
function placer(items: readonly ItemSpan[]): (value: string) => ItemSpan | undefined {
  const names = items.map((item) => sameItem(item.value));
  if (!isSorted(names)) return () => undefined;
  return (value) => {
    const name = sameItem(value);
    let low = 0;
    let high = names.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((names[middle] as string) > name) high = middle;
      else low = middle + 1;
    }
    return items[low];
  };
}

function isSorted(names: readonly string[]): boolean {
  for (let index = 1; index < names.length; index++) {
    if ((names[index - 1] as string) > (names[index] as string)) return false;
  }
  return true;
}

/** New items of a sorted list are sorted too; those at the end of an unsorted one keep the order in which they came. */
function sortedLike(items: readonly ItemSpan[], added: readonly string[]): readonly string[] {
  return isSorted(items.map((item) => sameItem(item.value))) ? [...added].sort(compareItems) : added;
}

/** Writes items in the style of their neighbours: quoted like all of them, with `./` like all of them. */
function itemWriter(items: readonly ItemSpan[], inFlow = false): (value: string) => string {
  const [first] = items;
  const alike = first !== undefined && items.every((item) => item.style === first.style);
  const style: ScalarStyle = alike ? first.style : 'plain';
  const dotted = first !== undefined && items.every((item) => item.value.startsWith('./'));
  return (value) => scalarInStyle(dotted && !/^\.|^\/|:/.test(value) ? `./${value}` : value, style, inFlow);
}
