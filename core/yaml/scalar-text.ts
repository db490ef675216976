import { ToolkitError } from '../errors/toolkit-error';

// Anything else (control and format characters, odd blanks, bidi marks, line breaks of YAML 1.1) is escaped: invisible
// characters in a review are a trap, and readers of YAML 1.1 and 1.2 disagree about some of them.
const VISIBLE = /^[\x20-\x7e\p{L}\p{M}\p{N}\p{P}\p{S}]*$/u;
const ASCII = /^[\x20-\x7e]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

// First characters that never open anything in YAML. `-x` and `--x` are the way flags are written.
const PLAIN_START = /^(?:[A-Za-z0-9_/.$(^;\\<=+\u0080-\uffff]|--?[A-Za-z])/;
const PLAIN_BREAKER = /: |:$| #| $|^\.\.\.|^<<$|^=$/;
// Words that some reader of YAML 1.1 takes for a boolean, null or a number (`e1`), in any case: cheaper than to prove which.
const WORD = /^(?:y|n|yes|no|on|off|true|false|null|[-+]?\.(?:inf|nan)|e[-+]?[0-9]+)$/i;
// Numbers, dates and base-60 of go-yaml, libyaml, PyYAML, Psych (`1,000`), js-yaml and `yaml`, taken together and widened a little.
const NUMBER =
  /^(?:[-+.][-+.]?|[-+]?[0-9_,]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9_]*)?|[-+]?_*0_*[bBoOxX][0-9a-fA-F_+-]*|[-+]?[0-9][0-9_]*(?::[0-9]+)+(?:\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*)$/;
const NUMBER_START = /^[-+.0-9]/;

// Most text in manifests: two letters first and longer than any word above, so that none of the rules can apply.
const SIMPLE = /^[A-Za-z]{2}[A-Za-z0-9_./-]{4,}$/;

const LITERAL_BREAKER = /^[ \t]|[ \t](?:\n|$)|\r/;
const LITERAL_START = /^[^\n]/;

/** Whether every reader of YAML 1.1 and 1.2 gives back `text` when it stands unquoted, as a key or as a value. */
export function isPlainSafe(text: string): boolean {
  if (SIMPLE.test(text)) return true;
  return (
    PLAIN_START.test(text) &&
    !PLAIN_BREAKER.test(text) &&
    !WORD.test(text) &&
    !(NUMBER_START.test(text) && NUMBER.test(text)) &&
    (ASCII.test(text) || VISIBLE.test(text))
  );
}

/** Text in one line: plain where that is safe, else double-quoted. Refuses lone surrogates with `yaml-unwritable`. */
export function oneLineText(text: string): string {
  return isPlainSafe(text) ? text : doubleQuoted(text);
}

/** Whether a literal block (`|`) gives back `text` exactly, also after an editor that strips blanks at line ends. */
export function isLiteralSafe(text: string): boolean {
  return LITERAL_START.test(text) && !LITERAL_BREAKER.test(text) && everyLineVisible(text);
}

/** The head of a literal block: `|` keeps one newline at the end, `|-` none, `|+` all. */
export function literalHead(text: string): '|' | '|-' | '|+' {
  if (!text.endsWith('\n')) return '|-';
  return text.endsWith('\n\n') ? '|+' : '|';
}

function everyLineVisible(text: string): boolean {
  const oneLine = text.replace(/[\n\t]/g, ' ');
  return ASCII.test(oneLine) || VISIBLE.test(oneLine);
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
};
const TO_ESCAPE = /["\\]|[^\x20-\x7e\p{L}\p{M}\p{N}\p{P}\p{S}]/gu;

/** Text in double quotes; only escapes that YAML 1.1, YAML 1.2 and go-yaml share. */
export function doubleQuoted(text: string): string {
  if (LONE_SURROGATE.test(text)) {
    throw new ToolkitError(
      'yaml-unwritable',
      `text with half of a surrogate pair cannot be written: ${JSON.stringify(text.slice(0, 80))}`,
    );
  }
  return `"${text.replace(TO_ESCAPE, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
