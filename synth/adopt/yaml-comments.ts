import { DOCUMENTS } from '../../core/claim-model';
import { isMap, isScalar, isSeq, type Document, type Node } from 'yaml';
import { commentTokens } from '../../core/yaml/yaml-tokens';

/** One comment of a YAML file, without its `#`. */
export interface YamlComment {
  readonly text: string;
  readonly place: 'before' | 'beside' | 'after';
}

/** Comments of one document by the field that they stand at. */
export interface YamlComments {
  /** By field path, see {@link fieldKey}; in the order of the file. */
  readonly byField: ReadonlyMap<string, readonly YamlComment[]>;
  /** Paths of all fields that have a comment at or below them. */
  readonly around: ReadonlySet<string>;
}

export const NO_COMMENTS: YamlComments = { byField: new Map(), around: new Set() };

/** Path of a field below another, as a key of maps. */
export function fieldKey(parent: string, step: string | number): string {
  return `${parent}\0${step}`;
}

interface Entry {
  readonly key: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

interface Found {
  readonly text: string;
  readonly offset: number;
}

/**
 * Finds for every comment of a file the field that it speaks of: the one on its line, else the one below it, else (when
 * that is less indented) the one above.
 *
 * @param text - the whole file
 * @param documents - all of its documents with content; fields of those behind the first lie below `documents` and its index
 */
export function yamlComments(text: string, documents: readonly Document[]): YamlComments {
  if (documents.length === 0) return NO_COMMENTS;
  const found = [...commentTokens(text)];
  if (found.length === 0) return NO_COMMENTS;
  const lines = new Lines(text);
  const entries: Entry[] = [];
  for (const [index, { contents }] of documents.entries()) {
    const key = index === 0 ? '' : fieldKey(fieldKey('', DOCUMENTS), index - 1);
    collect(contents, key, { text, lines, entries });
  }
  entries.sort((left, right) => left.offset - right.offset);
  const byField = new Map<string, YamlComment[]>();
  const around = new Set<string>();
  let next = 0;
  const above = new Ancestors();
  for (const comment of found) {
    for (; next < entries.length && (entries[next] as Entry).offset < comment.offset; next += 1) {
      above.enter(entries[next] as Entry);
    }
    const { key, place } = placeOf(comment, entries[next], above, lines, text);
    const list = byField.get(key);
    const placed = { text: comment.text.replace(/^#/, '').trimEnd(), place };
    if (list === undefined) byField.set(key, [placed]);
    else list.push(placed);
    for (let path = key; !around.has(path); path = path.slice(0, path.lastIndexOf('\0'))) around.add(path);
  }
  return { byField, around };
}

/** What stands above a place, at each depth the last: looking back through all of it would take its length for every comment. */
class Ancestors {
  last: Entry | undefined;
  /** In the order of the text, each with a greater column than the one before. */
  private readonly open: Entry[] = [];

  enter(entry: Entry): void {
    while ((this.open.at(-1)?.column ?? -1) >= entry.column) this.open.pop();
    this.open.push(entry);
    this.last = entry;
  }

  /** The last entry that is not indented deeper than a column. */
  at(column: number): Entry | undefined {
    let low = 0;
    let high = this.open.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.open[middle] as Entry).column <= column) low = middle + 1;
      else high = middle;
    }
    return this.open[low - 1];
  }
}

function placeOf(
  comment: Found,
  following: Entry | undefined,
  above: Ancestors,
  lines: Lines,
  text: string,
): { key: string; place: YamlComment['place'] } {
  const { line, column } = lines.position(comment.offset);
  const previous = above.last;
  const ownLine = text.slice(lines.startOf(line), comment.offset).trim() === '';
  if (!ownLine && previous !== undefined) return { key: previous.key, place: 'beside' };
  if (following !== undefined && (previous === undefined || following.column >= column)) {
    return { key: following.key, place: 'before' };
  }
  // Less indented than the comment: it belongs to what stands above, at the comment's own depth.
  const parent = above.at(column);
  return parent === undefined
    ? { key: following?.key ?? '', place: 'before' }
    : { key: parent.key, place: 'after' };
}

interface Collecting {
  readonly text: string;
  readonly lines: Lines;
  readonly entries: Entry[];
}

function collect(node: Node | null, key: string, into: Collecting): void {
  if (isMap(node)) {
    for (const pair of node.items) {
      const keyNode = pair.key as Node;
      const step = isScalar(keyNode) ? String(keyNode.source ?? keyNode.value) : '';
      const child = fieldKey(key, step);
      add(child, keyNode.range?.[0], into);
      collect(pair.value as Node | null, child, into);
    }
  } else if (isSeq(node)) {
    for (let index = 0; index < node.items.length; index += 1) {
      const item = node.items[index] as Node | null;
      const child = fieldKey(key, index);
      add(child, dashBefore(item?.range?.[0], into.text), into);
      collect(item, child, into);
    }
  }
}

function add(key: string, offset: number | undefined, { lines, entries }: Collecting): void {
  if (offset !== undefined) entries.push({ key, offset, ...lines.position(offset) });
}

/** The dash that opens a list item, so that a comment above it is not taken for one inside. */
function dashBefore(offset: number | undefined, text: string): number | undefined {
  if (offset === undefined) return undefined;
  let index = offset - 1;
  while (index >= 0 && (text[index] === ' ' || text[index] === '\n' || text[index] === '\r')) index -= 1;
  return text[index] === '-' ? index : offset;
}

class Lines {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) {
      this.starts.push(index + 1);
    }
  }

  startOf(line: number): number {
    return this.starts[line] ?? 0;
  }

  /** Line and column, both from 0. */
  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: offset - (this.starts[low] ?? 0) };
  }
}
