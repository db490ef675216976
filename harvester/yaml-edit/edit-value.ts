import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import type { JsonValue } from '../../core/claim-model';
import { isJsonCollection, isJsonList, isJsonObject } from '../../core/json/json-guards';
import { sameValue } from '../../core/yaml/same-value';
import { commentTokens } from '../../core/yaml/yaml-tokens';
import { isLiteralSafe, literalHead } from '../../core/yaml/scalar-text';
import type { ScalarStyle } from '../text/scalar-style';
import { lineStart, nextLine } from '../text/splice';
import { CannotEdit } from './cannot-edit';
import { type EditContext, insertAt, replace, type Slot } from './edit-context';
import { editBlockList } from './edit-block-list';
import { editBlockMap } from './edit-block-map';
import { editFlowList, editFlowMap } from './edit-flow';
import { blockLines, flowText, oneLine } from './new-text';
import { beginsLine, contentEnd, valueEnd, isBlock, lineBelow, offsetOf, valueStart } from './node-place';

/** See {@link EditContext.edit}. */
export function editValue(
  context: EditContext,
  slot: Slot,
  before: JsonValue | undefined,
  after: JsonValue,
): void {
  if (before !== undefined && sameValue(before, after)) return;
  const { node } = slot;
  const from = context.splices.length;
  try {
    if (node !== null && !isAlias(node) && editInside(context, slot, node, before, after)) return;
  } catch (error) {
    if (!(error instanceof CannotEdit)) throw error;
    context.splices.length = from;
  }
  // What becomes something else altogether takes its comments with it.
  if (node !== null && isOfKind(before, after) && hasComment(context.text, slot.behind, node)) {
    context.losesComments = true;
  }
  replaceValue(context, slot, after);
}

function isOfKind(left: JsonValue | undefined, right: JsonValue): boolean {
  return isJsonObject(left) === isJsonObject(right) && isJsonList(left) === isJsonList(right);
}

function hasComment(text: string, behind: number, node: Node): boolean {
  const start = valueStart(text, behind, node);
  if (start === undefined || (isScalar(node) && isBlock(node))) return false;
  const value = text.slice(start, valueEnd(text, behind, node));
  return !commentTokens(value).next().done;
}

/** A collection that stays one of its kind is changed item by item. */
function editInside(
  context: EditContext,
  { inFlow }: Slot,
  node: Node,
  before: JsonValue | undefined,
  after: JsonValue,
): boolean {
  if (isMap(node) && isJsonObject(before) && isJsonObject(after)) {
    if (node.items.length === 0 && !inFlow) return false;
    if (node.flow === true) editFlowMap(context, node, before, after);
    else if (Object.keys(after).length === 0) return false;
    else editBlockMap(context, node, before, after);
    return true;
  }
  if (isSeq(node) && isJsonList(before) && isJsonList(after)) {
    if (node.items.length === 0 && !inFlow) return false;
    if (node.flow === true) editFlowList(context, node, before, after);
    else if (after.length === 0) return false;
    else editBlockList(context, node, before, after);
    return true;
  }
  return false;
}

function replaceValue(context: EditContext, slot: Slot, after: JsonValue): void {
  const { text } = context;
  const { node, behind, inFlow } = slot;
  const start = valueStart(text, behind, node);
  if (inFlow) {
    const style = styleOf(node);
    const written = isJsonCollection(after) ? flowText(after) : oneLine(after, style, true);
    if (start === undefined || node === null) replace(context, behind, behind, ` ${written}`);
    else if (isBareAnchor(text, node, start)) insertBehind(context, slot, node, written);
    else replace(context, keptStart(text, node, start), valueEnd(text, behind, node), written);
    return;
  }
  if (isFull(after)) replaceByBlock(context, slot, start, after);
  else if (typeof after === 'string' && after.includes('\n') && isLiteralSafe(after)) {
    replaceByLiteral(context, slot, start, after);
  } else replaceByLine(context, slot, start, oneLine(after, styleOf(node), false));
}

/** The anchor of a scalar stays, in case somebody refers to it; a tag goes with the value that it was for. */
function keptStart(text: string, node: Node, start: number): number {
  if (!isScalar(node) || (node.tag === undefined && !isTagged(text, start))) {
    return isScalar(node) ? offsetOf(node) : start;
  }
  return start;
}

/** An anchor alone, with nothing behind it. */
function isBareAnchor(text: string, node: Node, start: number): boolean {
  return isScalar(node) && !isTagged(text, start) && (node.source ?? '') === '' && node.type === 'PLAIN';
}

function isTagged(text: string, start: number): boolean {
  return text.charAt(start) === '!';
}

function isFull(value: JsonValue): boolean {
  return isJsonCollection(value) && Object.keys(value).length > 0;
}

function styleOf(node: Node | null): ScalarStyle {
  if (!isScalar(node)) return 'plain';
  return node.type === 'QUOTE_SINGLE' ? 'single' : node.type === 'QUOTE_DOUBLE' ? 'double' : 'plain';
}

/** Takes the value out, and says where in its place something may stand. Comments behind the colon or a block's head stay. */
function cut(
  context: EditContext,
  { node, behind }: Slot,
  start: number | undefined,
): { readonly place: number; readonly onOwnLine: boolean } {
  const { text } = context;
  if (start === undefined || node === null) return { place: behind, onOwnLine: false };
  const end = valueEnd(text, behind, node);
  if (
    isCollectionInBlock(node) ||
    (isScalar(node) && isBlock(node) && beginsLine(text, start) && start > lineStart(text, behind))
  ) {
    // The whole lines below the key go; in a list's item the block begins in the line of the hyphen.
    if (beginsLine(text, start) && lineStart(text, start) > behind) {
      replace(context, lineStart(text, start), lineBelow(text, end), '');
      return { place: behind, onOwnLine: false };
    }
    throwIfShared(text, end);
    replace(context, behind, lineBelow(text, end), '\n');
    return { place: behind, onOwnLine: false };
  }
  return { place: start, onOwnLine: false };
}

function throwIfShared(text: string, end: number): void {
  if (end > text.length) throw new CannotEdit();
}

function isCollectionInBlock(node: Node): boolean {
  return (isMap(node) || isSeq(node)) && node.flow !== true;
}

function replaceByLine(context: EditContext, slot: Slot, start: number | undefined, written: string): void {
  const { text } = context;
  const { node, behind } = slot;
  if (start === undefined || node === null) {
    replace(context, behind, behind, ` ${written}`);
  } else if (isBareAnchor(text, node, start)) {
    insertBehind(context, slot, node, written);
  } else if (isCollectionInBlock(node)) {
    const { place } = cut(context, slot, start);
    insertInLine(context, place, ` ${written}`);
  } else if (isScalar(node) && isBlock(node)) {
    const offset = keptStart(text, node, start);
    replace(context, offset, valueEnd(text, behind, node), `${written}${headComment(text, node)}\n`);
  } else replace(context, keptStart(text, node, start), valueEnd(text, behind, node), written);
}

function insertBehind(context: EditContext, { behind }: Slot, node: Node, written: string): void {
  const end = valueEnd(context.text, behind, node);
  replace(context, end, end, ` ${written}`);
}

/** Text that goes in where a removal may begin. */
function insertInLine(context: EditContext, at: number, text: string): void {
  const cutHere = context.splices.find((splice) => splice.start === at && splice.end > at);
  if (cutHere === undefined) replace(context, at, at, text);
  else context.splices[context.splices.indexOf(cutHere)] = { ...cutHere, text: text + cutHere.text };
}

function headComment(text: string, node: Scalar): string {
  const head = text.slice(offsetOf(node), nextLine(text, offsetOf(node))).trimEnd();
  const comment = head.search(/[ \t]#/);
  return comment < 0 ? '' : head.slice(head.slice(0, comment).trimEnd().length);
}

function replaceByLiteral(context: EditContext, slot: Slot, start: number | undefined, value: string): void {
  const { text } = context;
  const { node, behind, indent } = slot;
  const margin = isScalar(node) && isBlock(node) ? blockIndent(text, node, indent) : ' '.repeat(indent + 2);
  const body = value.endsWith('\n') ? value.slice(0, -1) : value;
  const lines = `${margin}${body.replace(/\n(?=[^\n])/g, `\n${margin}`)}\n`;
  const head = literalHead(value);
  if (start !== undefined && isScalar(node) && isBlock(node)) {
    const offset = keptStart(text, node, start);
    replace(context, offset, valueEnd(text, behind, node), `${head}${headComment(text, node)}\n${lines}`);
    return;
  }
  if (start !== undefined && node !== null && isCollectionInBlock(node)) {
    const at = nextLine(text, behind);
    // Comments above the collection would become lines of the text.
    if (text.slice(at, Math.max(at, lineStart(text, start))).trim() !== '') {
      replaceByLine(context, slot, start, oneLine(value, 'plain', false));
      return;
    }
    replaceByLine(context, slot, start, head);
    insertAt(context, start < at ? lineBelow(text, contentEnd(node, text)) : at, lines);
    return;
  }
  const end = start === undefined || node === null ? behind : valueEnd(text, behind, node);
  replaceByLine(context, slot, start, head);
  insertAt(context, lineBelow(text, end), lines);
}

/** The indentation of a block's own lines, so that those that stay the same keep theirs. */
function blockIndent(text: string, node: Scalar, indent: number): string {
  const block = text.slice(offsetOf(node), contentEnd(node, text));
  const first = block
    .split('\n')
    .slice(1)
    .find((line) => line.trim() !== '');
  const margin = /^ */.exec(first ?? '')?.[0] ?? '';
  // Behind an indentation indicator the first line may be indented further.
  return /^[|>][-+]?[0-9]/.test(block) || margin.length <= indent ? ' '.repeat(indent + 2) : margin;
}

function replaceByBlock(context: EditContext, slot: Slot, start: number | undefined, value: JsonValue): void {
  const { text } = context;
  const { node, behind, indent } = slot;
  const lines = blockLines(value, indent + 2);
  if (start === undefined || node === null) {
    trimBlanks(context, behind);
    insertAt(context, nextLine(text, behind), lines);
    return;
  }
  const end = valueEnd(text, behind, node);
  if (isCollectionInBlock(node)) {
    cut(context, slot, start);
    insertAt(context, lineBelow(text, end), lines);
    return;
  }
  if (isScalar(node) && isBlock(node)) {
    replace(context, trimmed(text, behind, start), end, `${headComment(text, node)}\n${lines}`);
    return;
  }
  replace(context, trimmed(text, behind, start), end, '');
  insertAt(context, nextLine(text, end), lines);
}

/** Blanks between the colon and what goes would stay at the line's end. */
function trimmed(text: string, behind: number, start: number): number {
  return text.slice(behind, start).trim() === '' ? behind : start;
}

function trimBlanks({ text, splices }: EditContext, behind: number): void {
  const blanks = /^[ \t]+(?=\r?\n|$)/.exec(text.slice(behind, behind + 1000))?.[0].length ?? 0;
  if (blanks > 0) splices.push({ start: behind, end: behind + blanks, text: '', rank: splices.length });
}
