import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLSeq,
} from 'yaml';
import { lineStart, nextLine } from '../text/splice';

interface Token {
  readonly type: string;
  readonly offset: number;
  readonly source?: string;
}

/** Offset of what a pair begins with: its key, an anchor or tag of it, or `?`. */
export function pairStart(pair: Pair): number {
  const tokens = (pair.srcToken?.start ?? []) as readonly Token[];
  const first = tokens.find(({ type }) => type === 'explicit-key-ind' || type === 'anchor' || type === 'tag');
  return first?.offset ?? offsetOf(pair.key);
}

/** Just behind the colon of a pair; undefined where it has none. */
export function colonEnd(pair: Pair): number | undefined {
  const tokens = (pair.srcToken as { readonly sep?: readonly Token[] } | undefined)?.sep ?? [];
  const colon = tokens.find(({ type }) => type === 'map-value-ind');
  return colon === undefined ? undefined : colon.offset + 1;
}

/** Where a pair's last character stands, exclusive. */
export function pairEnd(pair: Pair, text: string): number {
  const value = pair.value as Node | null;
  const colon = colonEnd(pair) ?? contentEnd(pair.key as Node, text);
  return value === null || isBlank(value, colon, text) ? propertiesEnd(text, colon) : contentEnd(value, text);
}

/** End of a value's last character; blank lines behind a block that does not keep them are not part of it. */
export function contentEnd(node: Node, text: string): number {
  if (isCollection(node) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    if (isPair(last)) return pairEnd(last, text);
    const hyphen = isSeq(node) ? hyphens(node).at(-1) : undefined;
    if (hyphen !== undefined) return itemEnd(last as Node | null, hyphen, text);
    return endOf(node);
  }
  return isScalar(node) && isBlock(node) ? blockEnd(node, text) : endOf(node);
}

/** End of a list's item. @param hyphen - its offset */
export function itemEnd(item: Node | null, hyphen: number, text: string): number {
  return item === null || isBlank(item, hyphen + 1, text)
    ? propertiesEnd(text, hyphen + 1)
    : contentEnd(item, text);
}

/** Offsets of the hyphens of a block list, one for each item. */
export function hyphens(list: YAMLSeq): number[] {
  const items =
    (list.srcToken as { readonly items?: readonly { readonly start: readonly Token[] }[] } | undefined)
      ?.items ?? [];
  return items.flatMap(({ start }) => start.find(({ type }) => type === 'seq-item-ind')?.offset ?? []);
}

/** Start of the value behind a colon or hyphen, with its anchor and tag; undefined where nothing is written. */
export function valueStart(text: string, behind: number, node: Node | null): number | undefined {
  if (node === null) return undefined;
  let at = behind;
  for (;;) {
    while (/[ \t\r\n]/.test(text.charAt(at))) at++;
    if (text.charAt(at) !== '#') break;
    at = nextLine(text, at);
  }
  if (at >= text.length) return undefined;
  const end = endOf(node);
  return isScalar(node) && (node.source ?? '') === '' && node.type === 'PLAIN'
    ? emptyStart(text, behind, node)
    : at < end || isAlias(node)
      ? at
      : undefined;
}

/** An empty scalar is written only by what stands in front of it. */
function emptyStart(text: string, behind: number, node: Scalar): number | undefined {
  if (node.anchor === undefined && node.tag === undefined) return undefined;
  let at = behind;
  while (/[ \t]/.test(text.charAt(at))) at++;
  return at;
}

/** End of the value behind a colon or hyphen. */
export function valueEnd(text: string, behind: number, node: Node): number {
  const isEmpty = isScalar(node) && (node.source ?? '') === '' && node.type === 'PLAIN';
  return isEmpty ? propertiesEnd(text, behind) : contentEnd(node, text);
}

/** Whether a scalar is a block: `|` or `>`. */
export function isBlock(node: Scalar): boolean {
  return node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
}

/** Column of an offset, from 0; a byte order mark takes none. */
export function columnOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return offset - start - (start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0);
}

/** Whether nothing but blanks stands in front of an offset in its line. */
export function beginsLine(text: string, offset: number): boolean {
  return /^\ufeff?[ ]*$/.test(text.slice(lineStart(text, offset), offset));
}

/** Start of the line below content that ends at an offset, which for a block is that start already. */
export function lineBelow(text: string, end: number): number {
  return end > 0 && text.charAt(end - 1) === '\n' ? end : nextLine(text, end);
}

/** Start of the comment lines directly above a line, of the same indentation; the line's own start where there are none. */
export function aboveComments(text: string, offset: number, floor: number): number {
  let at = lineStart(text, offset);
  const indent = offset - at;
  while (at > floor) {
    const above = lineStart(text, at - 1);
    const line = text.slice(above, at);
    if (above < floor || line.search(/[^ ]/) !== indent || line.charAt(indent) !== '#') break;
    at = above;
  }
  return at;
}

export function offsetOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}

function endOf(node: Node): number {
  return node.range?.[1] ?? 0;
}

/** Nothing is written for the value, or only an anchor or tag. */
function isBlank(node: Node, behind: number, text: string): boolean {
  return !isMap(node) && valueStart(text, behind, node) === undefined;
}

/** End of an anchor or tag that stands alone behind a colon or hyphen. */
function propertiesEnd(text: string, behind: number): number {
  const found = /^(?:[ \t]+[&!][^\s,\]}]*)+/.exec(text.slice(behind, behind + 1000));
  return behind + (found?.[0].length ?? 0);
}

function blockEnd(node: Scalar, text: string): number {
  const end = endOf(node);
  const block = text.slice(offsetOf(node), end);
  if (/^[|>][-0-9]*\+/.test(block)) return end;
  const kept = block.trimEnd();
  const newline = block.indexOf('\n', kept.length);
  // A line of blanks below another block could be one of its lines.
  return newline < 0 || /[ \t]/.test(block.slice(newline)) ? end : offsetOf(node) + newline + 1;
}
