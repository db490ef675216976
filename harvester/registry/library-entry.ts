import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  visit,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { AliasTargets } from '../../core/yaml/check-nodes';
import { parseText, type ParsedDocument } from '../../core/yaml/parse-text';
import { UnreadableYaml } from '../../core/yaml/unreadable-yaml';
import { type LineBreaks, searchedLines } from '../text/line-breaks';
import type { EntrySpan, FieldSpan } from './registry-layout';
import { keyOfEntry } from './registry-schema';

/** What the library must be told so that positions of hyphens are known and merge keys count. */
export const LIBRARY_OPTIONS = { merge: true, keepSourceTokens: true } as const;

const NULL_WORD = /^(?:~|null|Null|NULL)?$/;

/** Where a node of the text is known to be. */
interface Place {
  readonly text: string;
  readonly lines: LineBreaks;
  /** Offset of the parsed part inside the text. */
  readonly base: number;
  readonly targets: AliasTargets;
}

/** Where an entry begins. */
interface EntryPlace {
  readonly start: number;
  readonly line: number;
  /** Key of the map; undefined in the list. */
  readonly cluster: string | undefined;
}

/**
 * Reads one entry with the library, apart from all others.
 *
 * @returns undefined where that is not possible: errors, anchors, aliases, tags
 */
export function readBlock(
  text: string,
  { end, ...at }: EntryPlace & { readonly end: number },
): EntrySpan | undefined {
  const { start } = at;
  const parsed = parseBlock(text.slice(start, end));
  if (parsed === undefined) return undefined;
  const { document, targets } = parsed;
  if (document.warnings.length > 0 || targets.size > 0 || !isSeq(document.contents)) return undefined;
  let alone = document.contents.items.length === 1;
  visit(document, {
    Node: (_, node) => {
      if (node.tag !== undefined || (!isAlias(node) && node.anchor !== undefined)) alone = false;
      if (isScalar(node) && node.source === '<<') alone = false;
    },
  });
  const [map] = document.contents.items;
  if (!alone || !isMap(map)) return undefined;
  return libraryEntry({ text, lines: searchedLines(text), base: start, targets }, map, at);
}

function parseBlock(text: string): ParsedDocument | undefined {
  try {
    return parseText(text, LIBRARY_OPTIONS).documents[0];
  } catch (problem) {
    if (problem instanceof UnreadableYaml) return undefined;
    throw problem;
  }
}

/** An entry out of a node of the library. */
export function libraryEntry(place: Place, map: YAMLMap, at: EntryPlace): EntrySpan {
  const { text, lines, base } = place;
  const fields = new Map<string, string>();
  const spans: FieldSpan[] = [];
  for (const pair of map.items) {
    const span = fieldSpan(place, pair);
    if (span !== undefined) spans.push(span);
  }
  collectFields(place, map, fields);
  const first = spans[0]?.keyStart ?? at.start;
  const flow = map.flow === true;
  const last = flow ? base + (map.range?.[1] ?? 0) : (spans.at(-1)?.valueEnd ?? first);
  return {
    category: fields.get('category') ?? '',
    name: fields.get('name') ?? '',
    cluster: at.cluster,
    key: keyOfEntry(fields, at.cluster),
    fields,
    says: (field, value) => fields.get(field) === value,
    valueOf: (field) => fields.get(field),
    line: at.line,
    start: at.start,
    end: lines.next(last === 0 ? 0 : contentStop(text, last)),
    spans,
    fieldIndent: first - lines.start(first),
    flow,
  };
}

/** Own fields first, then what merge keys add. A map or list under a key hides what a merge key would add there. */
function collectFields(
  place: Place,
  map: YAMLMap,
  fields: Map<string, string>,
  hidden = new Set<string>(),
): void {
  const merged: unknown[] = [];
  for (const pair of map.items) {
    const key = keyText(pair.key);
    if (isMergeKey(pair.key)) merged.push(pair.value);
    else if (key !== undefined && !hidden.has(key)) {
      hidden.add(key);
      const value = valueText(place, pair.value);
      if (value !== undefined) fields.set(key, value);
    }
  }
  for (const source of merged) {
    const node = resolve(place, source);
    for (const item of isSeq(node) ? node.items : [node]) {
      const part = resolve(place, item);
      if (isMap(part)) collectFields(place, part, fields, hidden);
    }
  }
}

function resolve(place: Place, value: unknown): unknown {
  return isAlias(value) ? place.targets.get(value) : value;
}

/** Whether a key is `<<`, without quotes. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.source === '<<';
}

/** Name of a key as it stands; undefined for one that is no scalar. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return key.type === 'PLAIN' ? (key.source ?? '') : String(key.value);
}

/** Text of a scalar as a Go string field would read it: the source of a plain one, nothing for null. */
function valueText(place: Place, value: unknown): string | undefined {
  const node = resolve(place, value);
  if (node === null || node === undefined) return '';
  if (!isScalar(node)) return undefined;
  if (node.type !== 'PLAIN') return typeof node.value === 'string' ? node.value : '';
  const source = node.source ?? '';
  return NULL_WORD.test(source) ? '' : source;
}

function fieldSpan(place: Place, pair: Pair): FieldSpan | undefined {
  const { text, lines, base } = place;
  const key = keyText(pair.key);
  const keyNode = pair.key as Node;
  if (key === undefined || keyNode.range == null) return undefined;
  const keyStart = base + keyNode.range[0];
  const keyEnd = base + keyNode.range[1];
  const colonEnd = text.indexOf(':', keyEnd) + 1 || keyEnd;
  const node = pair.value as Node | null;
  const valueStart = node?.range == null ? colonEnd : Math.max(base + node.range[0], colonEnd);
  const valueEnd = node?.range == null ? colonEnd : Math.max(lastContent(text, base, node), colonEnd);
  const empty = valueEnd === colonEnd || text.slice(colonEnd, valueEnd).trim() === '';
  return {
    key,
    value: valueText(place, pair.value),
    keyStart,
    colonEnd,
    valueStart: empty ? colonEnd : valueStart,
    valueEnd: empty ? colonEnd : valueEnd,
    end: lines.next(contentStop(text, empty ? colonEnd : valueEnd)),
    style: empty ? 'empty' : styleOf(node),
  };
}

function styleOf(node: Node | null): FieldSpan['style'] {
  if (!isScalar(node)) return 'other';
  if (node.type === 'PLAIN') return 'plain';
  if (node.type === 'QUOTE_DOUBLE') return 'double';
  return node.type === 'QUOTE_SINGLE' ? 'single' : 'other';
}

/** Just after the last character that says something: comments and blank lines that follow are not content. */
function lastContent(text: string, base: number, node: Node): number {
  if (isCollection(node) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    const inner = isPair(last) ? ((last.value ?? last.key) as Node | null) : (last as Node | undefined);
    if (inner != null) return lastContent(text, base, inner);
  }
  const end = base + (node.range?.[1] ?? 0);
  if (!isScalar(node) || (node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED')) return end;
  const head = text.slice(base + (node.range?.[0] ?? 0), text.indexOf('\n', base + (node.range?.[0] ?? 0)));
  return head.includes('+')
    ? end
    : base + (node.range?.[0] ?? 0) + text.slice(base + (node.range?.[0] ?? 0), end).trimEnd().length;
}

/** An offset inside the last line of content: the line break that ends a kept block scalar belongs to it. */
function contentStop(text: string, end: number): number {
  return end > 0 && text.charCodeAt(end - 1) === 10 ? end - 1 : end;
}
