import type { JsonValue } from '../../core/claim-model';
import { isJsonCollection, isJsonObject } from '../../core/json/json-guards';
import { emitYaml } from '../../core/yaml/emit-yaml';
import { doubleQuoted, oneLineText } from '../../core/yaml/scalar-text';
import { scalarInStyle, type ScalarStyle } from '../text/scalar-style';

const FLOW_INDICATOR = /[,[\]{}]/;

/** Lines of a new pair of a block map, each ending in LF. */
export function pairLines(key: string, value: JsonValue, indent: number): string {
  return indented(emitYaml({ [key]: value }), indent);
}

/** Lines of a new item of a block list. @param style - of its neighbours, for text */
export function itemLines(value: JsonValue, indent: number, style: ScalarStyle): string {
  if (typeof value === 'string' && !value.includes('\n')) {
    return `${' '.repeat(indent)}- ${scalarInStyle(value, style)}\n`;
  }
  return indented(emitYaml([value]), indent);
}

/** Lines of a collection that is not empty, below its key. */
export function blockLines(value: JsonValue, indent: number): string {
  return indented(emitYaml(value as object), indent);
}

/** A scalar, or an empty collection, in one line; text in the style of what it takes the place of. */
export function oneLine(value: JsonValue, style: ScalarStyle, inFlow: boolean): string {
  if (isJsonCollection(value)) return flowText(value);
  if (typeof value === 'string') {
    return value.includes('\n') ? doubleQuoted(value) : scalarInStyle(value, style, inFlow);
  }
  return emitYaml([value]).slice(2, -1);
}

/** Any value in one line, for inside of brackets. @param style - `double` for JSON, whose keys are quoted too */
export function flowText(value: JsonValue, style: ScalarStyle = 'plain'): string {
  if (Array.isArray(value)) {
    return `[${(value as readonly JsonValue[]).map((item) => flowText(item, style)).join(', ')}]`;
  }
  if (!isJsonObject(value)) return oneLine(value, style, true);
  return `{${Object.entries(value)
    .map(([key, item]) => flowPair(key, item, style))
    .join(', ')}}`;
}

/** A pair in one line, for inside of braces. */
export function flowPair(key: string, value: JsonValue, style: ScalarStyle = 'plain'): string {
  const isQuoted = style === 'double' || FLOW_INDICATOR.test(key) || /^[?:]/.test(key);
  // Refuses what cannot be written.
  emitYaml({ [key]: null });
  return `${isQuoted ? doubleQuoted(key) : oneLineText(key)}: ${flowText(value, style)}`;
}

function indented(lines: string, indent: number): string {
  return indent === 0 ? lines : lines.replace(/^(?=[^\n])/gm, ' '.repeat(indent));
}
