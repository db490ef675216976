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
import type { ToolkitError } from '../../core/errors/toolkit-error';
import type { AliasTargets } from '../../core/yaml/check-nodes';
import { parseText, type ParsedDocument } from '../../core/yaml/parse-text';
import { placeAt, UnreadableYaml } from '../../core/yaml/unreadable-yaml';
import { writtenEnd } from '../text/library-list';
import { indexedLines, type LineBreaks } from '../text/line-breaks';
import { lineStart, nextLine } from '../text/splice';
import { isMergeKey, keyText, LIBRARY_OPTIONS, libraryEntry } from './library-entry';
import { assertRegistryKind, unreadableRegistry } from './registry-frame';
import type { EntryList, EntrySpan, ListPlace, RegistryLayout } from './registry-layout';

/**
 * Takes any registry text apart with the YAML library: slow, but knows all of YAML.
 *
 * @throws ToolkitError `registry-unreadable` with file and line
 */
export function readWithLibrary(text: string, file: string): RegistryLayout {
  const { parsed, lineOf } = parse(text, file);
  const root = parsed.document.contents;
  if (root === null || (isScalar(root) && root.value === null)) {
    throw unreadableRegistry(file, 1, 'the registry is empty');
  }
  if (!isMap(root)) {
    throw unreadableRegistry(file, lineOf(root.range[0]), 'expected a map with the key `claims`');
  }
  assertRegistryKind(root, file, lineOf);
  const reader = new ListReader(text, file, parsed, lineOf);
  const claims = root.items.find((candidate) => isScalar(candidate.key) && candidate.key.value === 'claims');
  const others = root.items.filter((pair) => pair !== claims);
  const cluster = others.find(({ value }) => isClusterList(value, parsed.targets));
  if (claims !== undefined || root.has('kind')) {
    if (cluster !== undefined) {
      const problem =
        'a registry is either a ClaimRegistry with a list `claims` or a map from cluster to claims, this is both';
      throw unreadableRegistry(file, lineOf(offsetOf(cluster.key)), problem);
    }
    const list =
      claims === undefined
        ? { entries: [], place: missing(text, root) }
        : reader.list(root, claims, undefined);
    return { text, schema: 'claims', lists: [list], regular: false };
  }
  if (root.has('apiVersion') || (cluster === undefined && !others.some(isEmptyList))) {
    throw unreadableRegistry(file, lineOf(root.range[0]), 'expected the keys `kind` and `claims`');
  }
  const lists = others.map((pair) => reader.list(root, pair, reader.clusterOf(pair)));
  return { text, schema: 'clusters', lists, regular: false };
}

/** Reads the lists of one document. */
class ListReader {
  private readonly lines: LineBreaks;

  constructor(
    private readonly text: string,
    private readonly file: string,
    private readonly parsed: ParsedDocument,
    private readonly lineOf: (offset: number) => number,
  ) {
    this.lines = indexedLines(text);
  }

  clusterOf({ key }: Pair): string {
    const cluster = isMergeKey(key) ? undefined : keyText(key);
    if (cluster === undefined) throw this.unreadable(offsetOf(key), 'expected the name of a cluster as key');
    return cluster;
  }

  /** @param cluster - undefined for the list `claims` */
  list(root: YAMLMap, pair: Pair, cluster: string | undefined): EntryList {
    const { text } = this;
    const value: unknown = isNothing(pair.value) ? null : pair.value;
    if (value !== null && !isSeq(value)) {
      throw this.unreadable(offsetOf(value), `expected a list under \`${cluster ?? 'claims'}\``);
    }
    const entries = (value?.items ?? []).map((item, index) =>
      this.entry(item, itemStart(text, value as YAMLSeq, index), cluster),
    );
    return { entries, place: listPlace(text, root, pair, value) };
  }

  private entry(item: unknown, start: number, cluster: string | undefined): EntrySpan {
    const { text, lines, lineOf } = this;
    const { targets } = this.parsed;
    const node: unknown = isAlias(item) ? targets.get(item) : item;
    const keys = cluster === undefined ? '`name` and `category`' : '`claimRef`';
    if (!isMap(node)) throw this.unreadable(start, `expected a map with ${keys} as list item`);
    const at = { start: lines.start(start), line: lineOf(start), cluster };
    const entry = libraryEntry({ text, lines, base: 0, targets }, node, at);
    if (cluster !== undefined && !entry.fields.has('claimRef')) {
      throw this.unreadable(start, `expected a map with ${keys} as list item`);
    }
    const isAliased = node !== item;
    return isAliased ? { ...entry, end: lines.next((item as Node).range?.[1] ?? start), spans: [] } : entry;
  }

  private unreadable(offset: number, problem: string): ToolkitError {
    return unreadableRegistry(this.file, this.lineOf(offset), problem);
  }
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

function listPlace(text: string, root: YAMLMap, pair: Pair, value: YAMLSeq | null): ListPlace {
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

function missing(text: string, root: YAMLMap): ListPlace {
  if (root.flow) return { style: 'document-in-flow' };
  const last = root.items.at(-1);
  const end = ((last?.value ?? last?.key) as Node | undefined)?.range?.[1] ?? text.length;
  const stop = text.slice(0, end).trimEnd().length;
  return { style: 'missing', at: nextLine(text, stop) };
}

/** A list with something that only the status collector's registry has. */
function isClusterList(value: unknown, targets: AliasTargets): boolean {
  const isClusterEntry = (item: unknown): boolean => {
    const node = isAlias(item) ? targets.get(item) : item;
    return isMap(node) && node.has('claimRef');
  };
  return isSeq(value) && value.items.some(isClusterEntry);
}

function isEmptyList({ value }: Pair): boolean {
  return isSeq(value) && value.items.length === 0;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (isScalar(value) && value.value === null);
}

function offsetOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}
