import {
  visit,
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { writtenEnd } from '../text/library-list';
import { lineStart, nextLine } from '../text/splice';
import { LIBRARY_OPTIONS, libraryEntry } from './library-entry';
import { assertRegistryKind, unreadableRegistry } from './registry-frame';
import type { ClaimsSpan, EntrySpan, RegistryLayout } from './registry-layout';

/**
 * Takes any registry text apart with the YAML library: slow, but knows all of YAML.
 *
 * @throws ToolkitError `registry-unreadable` with file and line
 */
export function readWithLibrary(text: string, file: string): RegistryLayout {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...LIBRARY_OPTIONS, lineCounter: lines, prettyErrors: false });
  const lineOf = (offset: number): number => Math.max(lines.linePos(offset).line, 1);
  const [error] = document.errors;
  if (error !== undefined) {
    const problem =
      error.code === 'MULTIPLE_DOCS'
        ? 'expected one document, here begins another'
        : lowerFirst(error.message);
    throw unreadableRegistry(file, lineOf(error.pos[0]), problem);
  }
  assertResolvable(document, (offset, problem) => unreadableRegistry(file, lineOf(offset), problem));
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null))
    throw unreadableRegistry(file, 1, 'the registry is empty');
  if (!isMap(root))
    throw unreadableRegistry(file, lineOf(root.range[0]), 'expected a map with the key `claims`');
  assertRegistryKind(root, file, lineOf);
  const pair = root.items.find((candidate) => isScalar(candidate.key) && candidate.key.value === 'claims');
  if (pair === undefined) {
    if (isCollectorRegistry(root)) {
      const problem =
        "this is a status collector's registry (a map from cluster to claims), not a ClaimRegistry with a list `claims`";
      throw unreadableRegistry(file, lineOf(root.range[0]), problem);
    }
    if (!root.has('kind'))
      throw unreadableRegistry(file, lineOf(root.range[0]), 'expected the keys `kind` and `claims`');
    return { text, entries: [], claims: missing(text, root), regular: false };
  }
  const value: unknown = isScalar(pair.value) && pair.value.value === null ? null : pair.value;
  if (value !== null && !isSeq(value)) {
    throw unreadableRegistry(
      file,
      lineOf((pair.value as Node).range?.[0] ?? 0),
      'expected a list under `claims`',
    );
  }
  const entries: EntrySpan[] = [];
  for (const [index, item] of (value?.items ?? []).entries()) {
    const start = itemStart(text, value as YAMLSeq, index);
    const node: unknown = isAliasNode(item) ? item.resolve(document) : item;
    if (!isMap(node))
      throw unreadableRegistry(file, lineOf(start), 'expected a map with `name` and `category` as list item');
    const aliased = node !== item;
    const at = { start: lineStart(text, start), line: lineOf(start) };
    const entry = libraryEntry({ text, base: 0, document }, node, at);
    entries.push(
      aliased ? { ...entry, end: nextLine(text, (item as Node).range?.[1] ?? start), spans: [] } : entry,
    );
  }
  return { text, entries, claims: claimsSpan(text, root, pair, value), regular: false };
}

/** Aliases without anchor, too many of them, and merge keys of something else than maps only show when values are made. */
function assertResolvable(document: Document.Parsed, fail: (offset: number, problem: string) => Error): void {
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return;
      throw fail(alias.range?.[0] ?? 0, `the alias *${alias.source} has no anchor`);
    },
  });
  try {
    document.toJS({ mapAsMap: true });
  } catch (error) {
    throw fail(0, lowerFirst(error instanceof Error ? error.message : String(error)));
  }
}

function claimsSpan(text: string, root: YAMLMap, pair: Pair, value: YAMLSeq | null): ClaimsSpan {
  if (root.flow) return { style: 'document-in-flow' };
  const keyEnd = (pair.key as Node).range?.[1] ?? 0;
  const colonEnd = text.indexOf(':', keyEnd) + 1;
  if (value === null) {
    return { style: 'empty', colonEnd, valueEnd: writtenEnd(text, pair, colonEnd) };
  }
  const valueEnd = value.range?.[1] ?? colonEnd;
  if (value.flow) return { style: value.items.length === 0 ? 'empty' : 'flow', colonEnd, valueEnd };
  const hyphen = itemStart(text, value, 0);
  return { style: 'block', indent: hyphen - lineStart(text, hyphen), colonEnd };
}

/** Where the hyphen of a list item stands; for flow lists where the item stands. */
function itemStart(text: string, list: YAMLSeq, index: number): number {
  const token = list.srcToken;
  if (token?.type === 'block-seq') {
    const hyphen = token.items[index]?.start.find((part) => part.type === 'seq-item-ind');
    if (hyphen !== undefined) return hyphen.offset;
  }
  return (list.items[index] as Node).range?.[0] ?? text.length;
}

function missing(text: string, root: YAMLMap): ClaimsSpan {
  if (root.flow) return { style: 'document-in-flow' };
  const last = root.items.at(-1);
  const end = ((last?.value ?? last?.key) as Node | undefined)?.range?.[1] ?? text.length;
  const stop = text.slice(0, end).trimEnd().length;
  return { style: 'missing', at: nextLine(text, stop) };
}

function isAliasNode(item: unknown): item is { resolve: (document: unknown) => unknown } {
  return (
    typeof item === 'object' &&
    item !== null &&
    'resolve' in item &&
    typeof item.resolve === 'function' &&
    'source' in item
  );
}

/** The other registry schema: `<cluster>: [{claimRef, statusMessage, …}]` and nothing else. */
function isCollectorRegistry(root: YAMLMap): boolean {
  if (root.items.length === 0 || root.has('apiVersion') || root.has('kind')) return false;
  return root.items.every(
    ({ value }) =>
      isSeq(value) &&
      value.items.every((item) => isMap(item) && (item.has('claimRef') || item.has('statusMessage'))),
  );
}

function lowerFirst(message: string): string {
  const line = message.split('\n')[0] ?? '';
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/[.:]$/, '');
}
