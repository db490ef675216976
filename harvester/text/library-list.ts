import {
  isMap,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { parseText, type ParsedDocument } from '../../core/yaml/parse-text';
import { placeAt, UnreadableYaml } from '../../core/yaml/unreadable-yaml';
import type { ItemSpan, ListSpan } from './list-span';
import { lineStart, nextLine } from './splice';

/**
 * Finds the list under `path` with the YAML library, in whatever form it has.
 *
 * @throws ToolkitError `target-file-unreadable` with file and line
 */
export function libraryList(text: string, path: readonly string[], file: string): ListSpan {
  const { document, lineOf } = parsed(text, file, isKustomizationField(path));
  const fail = (offset: number, problem: string): ToolkitError => unreadable(file, lineOf(offset), problem);
  let map: unknown = document.contents;
  if (isNothing(map)) throw fail(0, 'the file is empty');
  for (const [depth, key] of path.entries()) {
    if (!isMap(map)) {
      throw fail(offsetOf(map), `expected a map${depth === 0 ? '' : ` under \`${path[depth - 1] ?? ''}\``}`);
    }
    const pair = fieldOf(map, key, isKustomizationField(path));
    if (pair === undefined) return missingIn(text, map, path.slice(depth), fail);
    const isLast = depth === path.length - 1;
    if (isNothing(pair.value)) {
      return isLast ? nullList(text, pair, map) : missingBelow(text, pair, map, path.slice(depth + 1), fail);
    }
    if (isLast) return listOf(text, pair, map, key, { fail, lineOf });
    map = pair.value;
  }
  throw fail(0, 'expected a map');
}

/** Whether a list is a field of a kustomization, which has names of its own at the top only. */
export function isKustomizationField(path: readonly string[]): boolean {
  return path.length === 1;
}

/**
 * The field as kustomize finds it: names match without case, of a key given twice the last counts, of several spellings the one that
 * comes last by its bytes (checked against kustomize 5.8.2). Others know one spelling.
 */
function fieldOf(map: YAMLMap, key: string, isKustomization: boolean): Pair | undefined {
  let found: Pair | undefined;
  let spelling = '';
  for (const pair of map.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : undefined;
    if (name === undefined) continue;
    if (name !== key && !(isKustomization && name.toLowerCase() === key.toLowerCase())) continue;
    if (found !== undefined && name < spelling) continue;
    found = pair;
    spelling = name;
  }
  return found;
}

function parsed(
  text: string,
  file: string,
  isKustomization: boolean,
): { readonly document: Document; readonly lineOf: (offset: number) => number } {
  try {
    // Of a kustomization the first document counts, whatever follows it, and keys may stand twice.
    const rules = isKustomization ? { several: true, first: true, ownKeys: true } : {};
    const { documents, lineOf } = parseText(text, { keepSourceTokens: true, ...rules });
    if (documents.length === 0) throw new UnreadableYaml('the file is empty', 0);
    return { document: (documents[0] as ParsedDocument).document, lineOf };
  } catch (problem) {
    if (!(problem instanceof UnreadableYaml)) throw problem;
    throw unreadable(file, placeAt(text, problem.offset).line, problem.message);
  }
}

interface Messages {
  readonly fail: (offset: number, problem: string) => ToolkitError;
  readonly lineOf: (offset: number) => number;
}

function listOf(
  text: string,
  pair: Pair,
  parent: YAMLMap,
  key: string,
  { fail, lineOf }: Messages,
): ListSpan {
  const list = pair.value;
  if (!isSeq(list)) throw fail(offsetOf(list), `expected a list of names under \`${key}\``);
  const items: ItemSpan[] = [];
  for (const item of list.items) {
    if (!isScalar(item) || item.range == null) {
      throw fail(offsetOf(item), `expected a name as item of \`${key}\``);
    }
    const plain = item.type === 'PLAIN';
    if (!plain && item.type !== 'QUOTE_DOUBLE' && item.type !== 'QUOTE_SINGLE') {
      throw fail(item.range[0], `expected a name in one line as item of \`${key}\``);
    }
    const value = plain ? (item.source ?? '') : String(item.value);
    const style = plain ? 'plain' : item.type === 'QUOTE_DOUBLE' ? 'double' : 'single';
    const [start, end] = item.range;
    const tagged = plain && item.tag !== undefined && item.tag !== '!';
    items.push({ value, line: lineOf(start), start, end, style, ...(tagged && { tagged }) });
  }
  const colonEnd = colonEndOf(text, pair);
  if (list.flow) {
    const [open, close] = list.range ?? [colonEnd, colonEnd];
    return {
      form: 'flow',
      items,
      open: open + 1,
      close: close - 1,
      colonEnd,
      keyIndent: parent.flow ? undefined : columnOf(text, pair),
    };
  }
  return { form: 'block', items, indent: hyphenColumn(text, list), colonEnd };
}

function nullList(text: string, pair: Pair, parent: YAMLMap): ListSpan {
  const colonEnd = colonEndOf(text, pair);
  const valueEnd = writtenEnd(text, pair, colonEnd);
  return {
    form: 'null',
    items: [],
    colonEnd,
    valueEnd,
    keyIndent: parent.flow ? undefined : columnOf(text, pair),
  };
}

/** The keys go behind the last line of the map. */
function missingIn(text: string, map: YAMLMap, keys: readonly string[], fail: Messages['fail']): ListSpan {
  const [first] = map.items;
  const last = map.items.at(-1);
  const end = ((last?.value ?? last?.key) as Node | undefined)?.range?.[1] ?? text.length;
  const at = nextLine(text, Math.max(text.slice(0, end).trimEnd().length - 1, 0));
  const refusal = map.flow ? inFlow(map, keys, fail) : undefined;
  return {
    form: 'missing',
    items: [],
    at,
    indent: first === undefined ? 0 : columnOf(text, first),
    keys,
    refusal,
  };
}

function missingBelow(
  text: string,
  pair: Pair,
  parent: YAMLMap,
  keys: readonly string[],
  fail: Messages['fail'],
): ListSpan {
  const refusal = parent.flow ? inFlow(pair.key, keys, fail) : undefined;
  const colonEnd = colonEndOf(text, pair);
  const end = writtenEnd(text, pair, colonEnd);
  const indent = columnOf(text, pair) + 2;
  return {
    form: 'missing',
    items: [],
    at: nextLine(text, end),
    indent,
    keys,
    cut: { start: colonEnd, end },
    refusal,
  };
}

/** A list can be read but not put into `{…}`. */
function inFlow(node: unknown, keys: readonly string[], fail: Messages['fail']): ToolkitError {
  return fail(offsetOf(node), `expected \`${keys[0] ?? ''}\` in a map in block style`);
}

/** End of a written null; where nothing is written, the end of the colon. */
export function writtenEnd(text: string, pair: Pair, colonEnd: number): number {
  const end = (pair.value as Node | null)?.range?.[1] ?? colonEnd;
  return text.slice(colonEnd, end).trim() === '' ? colonEnd : end;
}

function hyphenColumn(text: string, list: YAMLSeq): number {
  const token = list.srcToken;
  const start = token?.type === 'block-seq' ? token.items[0]?.start : undefined;
  const hyphen = start?.find((part) => part.type === 'seq-item-ind')?.offset ?? offsetOf(list.items[0]);
  return hyphen - lineStart(text, hyphen);
}

function columnOf(text: string, pair: Pair): number {
  const offset = offsetOf(pair.key);
  const start = lineStart(text, offset);
  // A byte order mark takes no column.
  return offset - start - (start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0);
}

function colonEndOf(text: string, pair: Pair): number {
  const keyEnd = (pair.key as Node).range?.[1] ?? 0;
  return text.indexOf(':', keyEnd) + 1;
}

function offsetOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}

function isNothing(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

function unreadable(file: string, line: number, problem: string): ToolkitError {
  return new ToolkitError('target-file-unreadable', `${file}:${line}: ${problem}`, {
    data: { file, line },
    issues: [{ code: 'target-file-unreadable', message: problem, source: { file, line } }],
  });
}
