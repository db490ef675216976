import { valueReader, type AssignedValue, type ValueContext } from './assigned-value';
import {
  holdsCredentials,
  isDigest,
  isReferenceName,
  isReferenceValue,
  looksGenerated,
} from './literal-value';
import { nextMark } from './next-mark';
import { keyStrength, type FoundKey, type KeyStrength } from './secret-key';
import type { SecretSpan } from './secret-span';
import { beginsLine, valuesOfKey } from './value-after-key';

const WORD = /[\w.-]+/g;
/** The least that a telling name has in it. */
const TELLING = /pass|pwd|pw|psw|secret|token|key|cred|auth|bearer|jwt|wort/i;
const LONGEST_KEY = 200;
/** Values up to this length are searched again: what stood in a value's place may be the next key (`error: password: …`). */
const SEARCHED_AGAIN = 200;
/** Of a longer value the beginning is judged. */
const JUDGED = 512;

/**
 * Values that the name before them gives away, in whatever notation: `password=…`, `"apiKey": "…"`, `'token' => '…'`,
 * `--password …`, `<password>…</password>`, `?access_token=…`, a block of YAML, a value on the next line.
 */
export function* assignmentSpans(text: string): Generator<SecretSpan> {
  const read = valueReader(text);
  const lineEnd = nextMark(text, '\n');
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match !== null; match = WORD.exec(text)) {
    const end = match.index + match[0].length;
    const name = match[0].slice(-LONGEST_KEY);
    if (!TELLING.test(name)) continue;
    const strength = strengthOf(name);
    if (strength === 'none') continue;
    const key: FoundKey = { start: match.index, end, name, strength };
    for (const { span, context } of valuesOfKey(text, key, read, lineEnd)) {
      const certainty = judge(text, key, span, context);
      if (certainty === 'none') continue;
      yield { start: span.start, end: span.end, isCertain: certainty === 'certain' };
      if (span.end - span.start > SEARCHED_AGAIN) WORD.lastIndex = Math.max(span.end, end);
    }
    // a generator may be left and another begun in between
    WORD.lastIndex = Math.max(WORD.lastIndex, end);
  }
}

function strengthOf(name: string): KeyStrength {
  const bare =
    name.startsWith('-') || name.endsWith('-') || name.endsWith('.')
      ? name.split(/^[.-]{1,8}|[.-]{1,8}$/).join('')
      : name;
  return keyStrength(bare);
}

function judge(
  text: string,
  key: FoundKey,
  span: AssignedValue,
  context: ValueContext,
): 'none' | 'suspect' | 'certain' {
  const value = text.slice(span.start, Math.min(span.end, span.start + JUDGED)).trim();
  const bare = value.replace(/[,;]$/, '');
  if (value === '' || isReferenceValue(bare) || isDigest(bare)) return 'none';
  if (key.strength === 'header') return holdsCredentials(bare) ? 'certain' : 'none';
  if (key.strength === 'strong') {
    return !span.isQuoted && isProse(text, key, span, value) ? 'none' : 'certain';
  }
  if (looksGenerated(bare)) return 'certain';
  const isArgument =
    context.form === 'argument' || context.form === 'query' || /^[A-Z][A-Z0-9_]*$/.test(key.name);
  if (isReferenceName(bare) || /\s/.test(bare) || bare.length < 5) return 'none';
  return isArgument || looksMixed(bare) ? 'suspect' : 'none';
}

/** Letters of both cases and digits or signs in one word: no name, and no word of a language. */
function looksMixed(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[!@#$%^&*+=~?]/].filter((kind) => kind.test(value)).length;
  return (
    value.length >= 6 &&
    kinds >= 2 &&
    (/\d/.test(value) || kinds >= 3) &&
    !/[\s()[\]{}]/.test(value) &&
    !/^v?\d+(?:\.\d+)*[a-z]{0,3}$/.test(value)
  );
}

/** "wrong password: access denied" is prose; a line that begins with the key is not. */
function isProse(text: string, key: FoundKey, span: AssignedValue, value: string): boolean {
  return (
    !beginsLine(text, key.start) &&
    /^[a-z]+$/.test(value) &&
    /^ [a-z]/.test(text.slice(span.end, span.end + 2))
  );
}
