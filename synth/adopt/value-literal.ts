import type { JsonValue } from '../../core/claim-model';
import { lineComment } from '../source/comment';
import { numberLiteral } from '../source/number-literal';
import { propertyName } from '../source/property-name';
import { code, joined, NOTHING, type SourceText } from '../source/source-text';
import { quotedLiteral, stringLiteral } from '../source/string-literal';
import { fieldKey, type YamlComments } from './yaml-comments';
import { isJsonCollection } from '../../core/json/json-guards';

/** Width of generated lines. */
const LINE_WIDTH = 100;
const LARGEST = 2n ** 64n - 1n;
const SMALLEST = -(2n ** 63n);

/** How the values of one claim are written. */
export interface LiteralContext {
  readonly comments: YamlComments;
  /** Comments that have been written; the others are put above the claim. */
  readonly written: Set<string>;
  /** Name of the constant that holds a value, if there is one for it at this field. */
  readonly constantFor: (field: string, value: JsonValue) => SourceText | undefined;
}

/** Whether TypeScript can say this value so that the cluster gets it unchanged; a reason where it cannot. */
export function literalProblem(value: JsonValue): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return `${value} has no place in JSON`;
  if (typeof value === 'bigint' || isLargeInteger(value)) {
    const integer = BigInt(value);
    return integer > LARGEST || integer < SMALLEST ? `${value} is an integer beyond 64 bits` : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const item of Array.isArray(value) ? (value as JsonValue[]) : Object.values(value)) {
    const problem = literalProblem(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function isLargeInteger(value: JsonValue): value is number {
  return (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    !Number.isSafeInteger(value) &&
    Math.abs(value) < 1e21
  );
}

/**
 * A property of an object literal with its comments, each line indented, with comma and newline.
 *
 * @param field - path of the field in the manifest, for its comments
 */
export function propertyLines(
  name: string,
  value: JsonValue,
  field: string,
  indent: SourceText,
  context: LiteralContext,
): SourceText {
  const printed = propertyName(name);
  const constant = context.constantFor(field, value);
  if (constant === printed) return withComments(code`${printed},`, false, field, indent, context);
  const text = constant ?? valueLiteral(value, field, indent, indent.length + printed.length + 2, context);
  const tooLong =
    typeof value === 'string' &&
    constant === undefined &&
    !text.startsWith('`') &&
    printed.length > 2 &&
    indent.length + printed.length + text.length + 3 > LINE_WIDTH;
  const separator = tooLong ? code`:\n${indent}  ` : code`: `;
  return withComments(code`${printed}${separator}${text},`, isJsonCollection(value), field, indent, context);
}

/** The value as TypeScript; continuation lines are indented by `indent`, the first is not. */
export function valueLiteral(
  value: JsonValue,
  field: string,
  indent: SourceText,
  column: number,
  context: LiteralContext,
): SourceText {
  const constant = context.constantFor(field, value);
  if (constant !== undefined) return constant;
  if (!isJsonCollection(value)) return scalarLiteral(value);
  const inline =
    context.comments.around.has(field) || !isInlineStyle(value)
      ? undefined
      : inlineLiteral(value, field, context);
  if (inline !== undefined && column + inline.length + 1 <= LINE_WIDTH) return inline;
  const inner = code`${indent}  `;
  if (Array.isArray(value)) {
    const items = (value as JsonValue[]).map((item, index) => {
      const path = fieldKey(field, index);
      const text = code`${valueLiteral(item, path, inner, inner.length, context)},`;
      return withComments(text, isJsonCollection(item), path, inner, context);
    });
    return items.length === 0 ? code`[]` : code`[\n${joined(items)}${indent}]`;
  }
  const properties = Object.entries(value as Readonly<Record<string, JsonValue>>).map(([key, item]) =>
    propertyLines(key, item, fieldKey(field, key), inner, context),
  );
  return properties.length === 0 ? code`{}` : code`{\n${joined(properties)}${indent}}`;
}

/** The value without constants and comments in one line, however long: equal for equal values only. */
export function literalOnOneLine(value: JsonValue): SourceText {
  return inlineLiteral(value, '', { constantFor: () => undefined }, quotedLiteral) ?? NOTHING;
}

/** The value in one line; undefined where it needs several. */
function inlineLiteral(
  value: JsonValue,
  field: string,
  context: Pick<LiteralContext, 'constantFor'>,
  textLiteral: (text: string) => SourceText = stringLiteral,
): SourceText | undefined {
  const constant = context.constantFor(field, value);
  if (constant !== undefined) return constant;
  if (!isJsonCollection(value)) {
    const text = scalarLiteral(value, textLiteral);
    return text.includes('\n') ? undefined : text;
  }
  const parts: SourceText[] = [];
  if (Array.isArray(value)) {
    for (const [index, item] of (value as JsonValue[]).entries()) {
      const text = inlineLiteral(item, fieldKey(field, index), context, textLiteral);
      if (text === undefined) return undefined;
      parts.push(text);
    }
    return code`[${joined(parts, code`, `)}]`;
  }
  for (const [key, item] of Object.entries(value as Readonly<Record<string, JsonValue>>)) {
    const text = inlineLiteral(item, fieldKey(field, key), context, textLiteral);
    if (text === undefined) return undefined;
    parts.push(code`${propertyName(key)}: ${text}`);
  }
  return parts.length === 0 ? code`{}` : code`{ ${joined(parts, code`, `)} }`;
}

/** Lists of plain values stand in one line where they fit, objects only when they are small and in a list. */
function isInlineStyle(value: JsonValue): boolean {
  if (Array.isArray(value)) {
    const items = value as readonly JsonValue[];
    if (
      items.length > 1 &&
      items.every((item) => isJsonCollection(item) && Object.keys(item as object).length > 1)
    ) {
      return false;
    }
    return items.every((item) => !isJsonCollection(item) || isSmallObject(item));
  }
  return isSmallObject(value);
}

function isSmallObject(value: JsonValue): boolean {
  if (!isJsonCollection(value) || Array.isArray(value)) return false;
  const items = Object.values(value);
  return items.length <= 3 && items.every((item) => !isJsonCollection(item));
}

function scalarLiteral(
  value: string | number | bigint | boolean | null,
  textLiteral: (text: string) => SourceText = stringLiteral,
): SourceText {
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'number' || typeof value === 'bigint') return numberLiteral(value);
  return value === null ? code`null` : value ? code`true` : code`false`;
}

function withComments(
  text: SourceText,
  container: boolean,
  field: string,
  indent: SourceText,
  context: LiteralContext,
): SourceText {
  const comments = context.comments.byField.get(field);
  if (comments === undefined) return code`${indent}${text}\n`;
  context.written.add(field);
  const before = comments.filter(
    (comment) =>
      comment.place === 'before' || (comment.place === 'beside' && (container || text.includes('\n'))),
  );
  const beside = comments.filter((comment) => comment.place === 'beside' && !before.includes(comment));
  const after = comments.filter((comment) => comment.place === 'after');
  const lines = (of: typeof comments): SourceText =>
    joined(of.map((comment) => code`${indent}${lineComment(comment.text)}\n`));
  const end = joined(beside.map((comment) => code` ${lineComment(comment.text)}`));
  return code`${lines(before)}${indent}${text}${end}\n${lines(after)}`;
}
