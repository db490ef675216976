import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  visit,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { parseText, type ParsedDocument } from '../../core/yaml/parse-text';
import { placeAt, UnreadableYaml } from '../../core/yaml/unreadable-yaml';
import { writtenEnd } from '../text/library-list';
import { lineStart, nextLine } from '../text/splice';
import { isMergeKey, LIBRARY_OPTIONS, libraryEntry } from './library-entry';
import { assertRegistryKind, unreadableRegistry } from './registry-frame';
import type { ClaimsSpan, EntrySpan, RegistryLayout } from './registry-layout';

/**
 * Takes any registry text apart with the YAML library: slow, but knows all of YAML.
 *
 * @throws ToolkitError `registry-unreadable` with file and line
 */
export function readWithLibrary(text: string, file: string): RegistryLayout {
  const { parsed, lineOf } = parse(text, file);
  const { document } = parsed;
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
    const node: unknown = isAlias(item) ? parsed.targets.get(item) : item;
    if (!isMap(node))
      throw unreadableRegistry(file, lineOf(start), 'expected a map with `name` and `category` as list item');
    const aliased = node !== item;
    const at = { start: lineStart(text, start), line: lineOf(start) };
    const entry = libraryEntry({ text, base: 0, targets: parsed.targets }, node, at);
    entries.push(
      aliased ? { ...entry, end: nextLine(text, (item as Node).range?.[1] ?? start), spans: [] } : entry,
    );
  }
  return { text, entries, claims: claimsSpan(text, root, pair, value), regular: false };
}

function parse(
  text: string,
  file: string,
): { readonly parsed: ParsedDocument; readonly lineOf: (offset: number) => number } {
  try {
    const { documents, lineOf } = parseText(text, LIBRARY_OPTIONS);
    const parsed = documents[0] as ParsedDocument;
    assertMerges(parsed);
    return { parsed, lineOf };
  } catch (problem) {
    if (!(problem instanceof UnreadableYaml)) throw problem;
    throw unreadableRegistry(file, placeAt(text, problem.offset).line, problem.message);
  }
}

/** Merge keys of something else than maps only show when values are made. */
function assertMerges({ document, targets }: ParsedDocument): void {
  const isMerged = (node: unknown): boolean => isMap(isAlias(node) ? targets.get(node) : node);
  visit(document, {
    Pair: (_, { key, value }) => {
      if (!isMergeKey(key)) return;
      const source: unknown = isAlias(value) ? targets.get(value) : value;
      if (isSeq(source) ? source.items.every(isMerged) : isMap(source)) return;
      throw new UnreadableYaml('merge sources must be maps or map aliases', (key as Node).range?.[0] ?? 0);
    },
  });
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

/** The other registry schema: `<cluster>: [{claimRef, statusMessage, …}]` and nothing else. */
function isCollectorRegistry(root: YAMLMap): boolean {
  if (root.items.length === 0 || root.has('apiVersion') || root.has('kind')) return false;
  return root.items.every(
    ({ value }) =>
      isSeq(value) &&
      value.items.every((item) => isMap(item) && (item.has('claimRef') || item.has('statusMessage'))),
  );
}
