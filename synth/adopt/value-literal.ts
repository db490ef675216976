import type { JsonValue } from '../../core/claim-model';
import { quotedLiteral, stringLiteral } from './string-literal';
import { fieldKey, type YamlComment, type YamlComments } from './yaml-comments';

/** Width of generated lines. */
export const LINE_WIDTH = 100;
const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
const LARGEST = 2n ** 64n - 1n;
const SMALLEST = -(2n ** 63n);

/** How the values of one claim are written. */
export interface LiteralContext {
  readonly comments: YamlComments;
  /** Comments that have been written; the others are put above the claim. */
  readonly written: Set<string>;
  /** Name of the constant that holds a value, if there is one for it at this field. */
  readonly constantFor: (field: string, value: JsonValue) => string | undefined;
}

/** Whether TypeScript can say this value so that the cluster gets it unchanged; a reason where it cannot. */
export function literalProblem(value: JsonValue): string | undefined {
  if (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    !Number.isSafeInteger(value) &&
    Math.abs(value) < 1e21
  ) {
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

/** Property name in an object literal. */
export function propertyName(key: string): string {
  // A plain `__proto__:` in a literal would set the prototype.
  if (key === '__proto__') return "['__proto__']";
  return IDENTIFIER.test(key) ? key : quotedLiteral(key);
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
  indent: string,
  context: LiteralContext,
): string {
  const printed = propertyName(name);
  const text = valueLiteral(value, field, indent, `${indent}${printed}: `.length, context);
  const tooLong =
    typeof value === 'string' &&
    !text.startsWith('`') &&
    !isConstant(text) &&
    printed.length > 2 &&
    indent.length + printed.length + text.length + 3 > LINE_WIDTH;
  if (context.constantFor(field, value) === printed)
    return withComments(`${printed},`, false, field, indent, context);
  const separator = tooLong ? `:\n${indent}  ` : ': ';
  return withComments(`${printed}${separator}${text},`, isContainer(value), field, indent, context);
}

/** The value as TypeScript; continuation lines are indented by `indent`, the first is not. */
export function valueLiteral(
  value: JsonValue,
  field: string,
  indent: string,
  column: number,
  context: LiteralContext,
): string {
  const constant = context.constantFor(field, value);
  if (constant !== undefined) return constant;
  if (!isContainer(value)) return scalarLiteral(value);
  const inline = context.comments.around.has(field) ? undefined : inlineLiteral(value, field, context);
  if (inline !== undefined && isInlineStyle(value) && column + inline.length + 1 <= LINE_WIDTH) return inline;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = (value as JsonValue[]).map((item, index) => {
      const path = fieldKey(field, index);
      return withComments(
        `${valueLiteral(item, path, inner, inner.length, context)},`,
        isContainer(item),
        path,
        inner,
        context,
      );
    });
    return items.length === 0 ? '[]' : `[\n${items.join('')}${indent}]`;
  }
  const properties = Object.entries(value as Readonly<Record<string, JsonValue>>).map(([key, item]) =>
    propertyLines(key, item, fieldKey(field, key), inner, context),
  );
  return properties.length === 0 ? '{}' : `{\n${properties.join('')}${indent}}`;
}

/** The value in one line; undefined where it needs several. */
export function inlineLiteral(
  value: JsonValue,
  field: string,
  context: Pick<LiteralContext, 'constantFor'>,
): string | undefined {
  const constant = context.constantFor(field, value);
  if (constant !== undefined) return constant;
  if (!isContainer(value)) {
    const text = scalarLiteral(value);
    return text.includes('\n') ? undefined : text;
  }
  const parts: string[] = [];
  if (Array.isArray(value)) {
    for (const [index, item] of (value as JsonValue[]).entries()) {
      const text = inlineLiteral(item, fieldKey(field, index), context);
      if (text === undefined) return undefined;
      parts.push(text);
    }
    return `[${parts.join(', ')}]`;
  }
  for (const [key, item] of Object.entries(value as Readonly<Record<string, JsonValue>>)) {
    const text = inlineLiteral(item, fieldKey(field, key), context);
    if (text === undefined) return undefined;
    parts.push(`${propertyName(key)}: ${text}`);
  }
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** Lists of plain values stand in one line where they fit, objects only when they are small and in a list. */
function isInlineStyle(value: JsonValue): boolean {
  if (Array.isArray(value)) {
    const items = value as readonly JsonValue[];
    if (
      items.length > 1 &&
      items.every((item) => isContainer(item) && Object.keys(item as object).length > 1)
    )
      return false;
    return items.every((item) => !isContainer(item) || isSmallObject(item));
  }
  return isSmallObject(value);
}

function isSmallObject(value: JsonValue): boolean {
  if (!isContainer(value) || Array.isArray(value)) return false;
  const items = Object.values(value);
  return items.length <= 3 && items.every((item) => !isContainer(item));
}

function isContainer(
  value: JsonValue,
): value is Exclude<JsonValue, string | number | bigint | boolean | null> {
  return typeof value === 'object' && value !== null;
}

function isConstant(text: string): boolean {
  return IDENTIFIER.test(text);
}

function scalarLiteral(value: string | number | bigint | boolean | null): string {
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'number') return String(value);
  if (Object.is(value, -0)) return '0';
  return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21
    ? `${BigInt(value)}n`
    : String(value);
}

function withComments(
  code: string,
  container: boolean,
  field: string,
  indent: string,
  context: LiteralContext,
): string {
  const comments = context.comments.byField.get(field);
  if (comments === undefined) return `${indent}${code}\n`;
  context.written.add(field);
  const before = comments.filter(
    (comment) =>
      comment.place === 'before' || (comment.place === 'beside' && (container || code.includes('\n'))),
  );
  const beside = comments.filter((comment) => comment.place === 'beside' && !before.includes(comment));
  const after = comments.filter((comment) => comment.place === 'after');
  return (
    before.map((comment) => `${indent}${commentLine(comment)}\n`).join('') +
    `${indent}${code}${beside.map((comment) => ` ${commentLine(comment)}`).join('')}\n` +
    after.map((comment) => `${indent}${commentLine(comment)}\n`).join('')
  );
}

/** A YAML comment as one of TypeScript. */
export function commentLine(comment: YamlComment): string {
  return `//${comment.text === '' || comment.text.startsWith(' ') ? '' : ' '}${comment.text}`;
}
