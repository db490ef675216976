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
  for (const comment of found) {
    while (next < entries.length && (entries[next]?.offset ?? 0) < comment.offset) next += 1;
    const { key, place } = placeOf(comment, entries, next, lines, text);
    const list = byField.get(key);
    const placed = { text: comment.text.replace(/^#/, '').trimEnd(), place };
    if (list === undefined) byField.set(key, [placed]);
    else list.push(placed);
    for (let path = key; ; path = path.slice(0, path.lastIndexOf('\0'))) {
      around.add(path);
      if (path === '') break;
    }
  }
  return { byField, around };
}

function placeOf(
  comment: Found,
  entries: readonly Entry[],
  next: number,
  lines: Lines,
  text: string,
): { key: string; place: YamlComment['place'] } {
  const { line, column } = lines.position(comment.offset);
  const previous = entries[next - 1];
  const ownLine = text.slice(lines.startOf(line), comment.offset).trim() === '';
  if (!ownLine && previous !== undefined) return { key: previous.key, place: 'beside' };
  const following = entries[next];
  if (following !== undefined && (previous === undefined || following.column >= column)) {
    return { key: following.key, place: 'before' };
  }
  // Less indented than the comment: it belongs to what stands above, at the comment's own depth.
  for (let index = next - 1; index >= 0; index -= 1) {
    const entry = entries[index] as Entry;
    if (entry.column <= column) return { key: entry.key, place: 'after' };
  }
  return { key: following?.key ?? '', place: 'before' };
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
    for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1))
      this.starts.push(index + 1);
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
