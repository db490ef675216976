import type { JsonValue } from '../../core/claim-model';
import { jsonLine } from './json-text';

// Control and format characters (bidirectional overrides included) could rewrite what a terminal shows.
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
const EVERY_INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
// What YAML would read as something else than this text.
const NEEDS_QUOTES =
  /^$|^\s|\s$|^(?:true|false|null|~|yes|no|on|off|[[{"'&*!|>%@`#].*|[-+]?(?:\.?\d[\d_.:]*(?:e[-+]?\d+)?|0[xo][\da-f]+|\.inf|\.nan))$/i;

/** A value on one line, as a person would write it in YAML's flow style; cut to `width`. */
export function valueText(value: JsonValue, width: number): string {
  const text =
    typeof value === 'string' && !INVISIBLE.test(value) && !NEEDS_QUOTES.test(value)
      ? value
      : jsonLine(value);
  return shortened(visible(text), width);
}

/** Text from elsewhere (names, paths, messages) that is safe on a terminal. */
export function visible(text: string): string {
  return INVISIBLE.test(text) ? text.replaceAll(EVERY_INVISIBLE, escaped) : text;
}

function escaped(char: string): string {
  return `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

function shortened(text: string, width: number): string {
  const limit = Math.max(width, 8);
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
