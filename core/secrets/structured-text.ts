import type { JsonValue } from '../claim-model';
import { ToolkitError } from '../errors/toolkit-error';
import { readYamlDocuments } from '../yaml/read-yaml';
import { KUBECTL } from '../yaml/value-reader';
import { mayHoldToken } from './known-tokens';

/** JSON inside a string (`kubectl.kubernetes.io/last-applied-configuration`) is read up to this many characters. */
const LONGEST_JSON = 4 * 1024 * 1024;
const LONGEST_YAML = 256 * 1024;
/** References inside the text multiply it; the fields around them are seen all the same. */
const ALIAS = /(?:^|[\s,[{:-])[*&][^\s,\]}]/;
/** A key at the beginning of a line, as every mapping has one. */
const KEY = /^[ \t-]{0,128}["']?[\w./-]{1,128}["']?[ \t]{0,8}:(?:[ \t\r]|$)/m;

/**
 * What a text says if it is JSON, or YAML of several lines with something in it that could tell of a secret; undefined for any
 * other text.
 */
export function structuredText(text: string): readonly JsonValue[] | undefined {
  const first = /^\s{0,256}[{[]/.test(text) ? text.trimStart()[0] : '';
  if (first === '{' || first === '[') {
    const value = text.length > LONGEST_JSON ? undefined : parsedJson(text);
    if (value !== undefined) {
      return [value];
    }
  }
  if (
    !text.includes('\n') ||
    text.length > LONGEST_YAML ||
    !mayHoldToken(text) ||
    !KEY.test(text) ||
    ALIAS.test(text)
  ) {
    return undefined;
  }
  try {
    return readYamlDocuments(text, '', { reader: KUBECTL }).map(({ value }) => value as JsonValue);
  } catch (error) {
    if (ToolkitError.isToolkitError(error) || error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

function parsedJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
