import { KNOWN_TOKEN_SOURCE, mayHoldToken } from './known-tokens';
import { entropy, isDigest, isReferenceValue, looksGenerated } from './literal-value';
import { keyStrength } from './secret-key';
import { findSecretsInUse, holdsTellingSecret } from './secrets-in-use';

/** A stretch of a text that is a secret: `[start, end)` in UTF-16 units. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
}

type Groups = Readonly<Record<string, string | undefined>>;

interface Pattern {
  /** Global, with indices (`dg`); the group `secret` is what must not be read. */
  readonly pattern: RegExp;
  /** Says whether a match really is one. */
  readonly accepts?: (groups: Groups, match: RegExpExecArray) => boolean;
}

const QUOTE = String.raw`[\\]{0,3}["']`;
const KEY = String.raw`(?<![\w.-])(?<key>[A-Za-z_][\w.-]{1,199})`;
/** In escaped, double or single quotes, or bare up to white space or a separator; of a bare one the first {@link LONGEST_BARE}. */
const VALUE = String.raw`(?:\\{1,3}"(?<escaped>[^"\\\n]*)|"(?<double>(?:[^"\\\n]|\\.)*)|'(?<single>[^'\n]*)'|(?<bare>[^\s"',;&{}[\]][^\s"',;&]{0,511}))`;
const LONGEST_BARE = 512;
/** Values up to this length are searched again: what stood in a value's place may be the next key (`error: password: …`). */
const SEARCHED_AGAIN = 200;

const LONGEST_BASE64 = 65_536;

/** Base64 hides a token from every pattern; the values of Secrets are written so. */
function hidesSecret(base64: string): boolean {
  if (base64.length > LONGEST_BASE64) {
    return false;
  }
  const decoded = Buffer.from(base64, 'base64').toString('latin1');
  return mayHoldToken(decoded) && hasSecretSpan(decoded);
}

/** Every quantifier is bounded or cannot start twice on the same stretch, so that time is linear in the text. */
const PATTERNS: readonly Pattern[] = [
  { pattern: new RegExp(`(?<secret>${KNOWN_TOKEN_SOURCE})`, 'dg') },
  {
    // scheme://user:password@host; `host:8080/…@…` is a port, not a password
    pattern: /:\/\/[^\s:/@"'<>]{0,256}:(?!\d{1,5}(?:[/?#]|$))(?<secret>[^\s"'<>]{1,256})@/dg,
    accepts: (groups) => !isReferenceValue(groups['secret'] ?? ''),
  },
  // scheme://token@host
  { pattern: /:\/\/(?<secret>[A-Za-z0-9_-]{20,256})@/dg },
  // user:password@tcp(host:3306)/database
  {
    pattern: /(?<![\w.-])[\w.-]{1,64}:(?<secret>[^\s@"']{1,128})@(?:tcp|unix)\(/dg,
    accepts: (groups) => !isReferenceValue(groups['secret'] ?? ''),
  },
  {
    pattern: /(?<![A-Za-z])(?:[Bb]asic|[Bb]earer|BASIC|BEARER) +(?<secret>[A-Za-z0-9+/=._~-]{8,})/dg,
    accepts: (groups) =>
      looksGenerated(groups['secret'] ?? '') || /[A-Z+/=]/.test((groups['secret'] ?? '').slice(1)),
  },
  // the credentials of a Docker configuration
  { pattern: /"auth\\?"\s{0,4}:\s{0,4}\\?"(?<secret>[A-Za-z0-9+/]{8,}={0,2})\\?"/dg },
  // a secret access key of AWS has no prefix: exactly 40 characters of base64
  {
    pattern: /(?<![A-Za-z0-9+/=])(?<secret>[A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])/dg,
    accepts: ({ secret = '' }) =>
      /\d/.test(secret) && /[a-z]/.test(secret) && /[A-Z]/.test(secret) && entropy(secret) >= 4.4,
  },
  {
    pattern: /(?<![A-Za-z0-9+/])(?<secret>[A-Za-z0-9+/]{24,}={0,2})/dg,
    accepts: ({ secret = '' }) => hidesSecret(secret),
  },
  // password=…, "apiKey": "…", token: …
  {
    pattern: new RegExp(`${KEY}(?:${QUOTE})?[ \\t]{0,8}[:=][ \\t]{0,8}${VALUE}`, 'dg'),
    accepts: acceptsAssignment,
  },
  // {name: DB_PASSWORD, value: …} in JSON or YAML, in either order
  {
    pattern: new RegExp(
      String.raw`(?<![\w.-])name(?:${QUOTE})?\s{0,8}:\s{0,8}(?:${QUOTE})?(?<key>[\w.-]{1,128})(?:${QUOTE})?\s{0,64},?\s{0,64}(?:${QUOTE})?value(?:${QUOTE})?\s{0,8}:\s{0,8}${VALUE}`,
      'dg',
    ),
    accepts: acceptsAssignment,
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\w.-])value(?:${QUOTE})?\s{0,8}:\s{0,8}${VALUE}(?:${QUOTE})?\s{0,64},?\s{0,64}(?:${QUOTE})?name(?:${QUOTE})?\s{0,8}:\s{0,8}(?:${QUOTE})?(?<key>[\w.-]{1,128})`,
      'dg',
    ),
    accepts: acceptsAssignment,
  },
];

function acceptsAssignment(groups: Groups, match: RegExpExecArray): boolean {
  const strength = keyStrength(groups['key'] ?? '');
  if (strength === 'none') {
    return false;
  }
  const [start, end] = secretPlace(match);
  const value = match.input.slice(start, Math.min(end, start + LONGEST_BARE)).trim();
  if (isReferenceValue(value) || isDigest(value)) {
    return false;
  }
  if (strength === 'weak') {
    return looksGenerated(value);
  }
  return groups['bare'] === undefined || !isProse(match);
}

/** "wrong password: access denied" is prose; a line that begins with the key is not. */
function isProse(match: RegExpExecArray): boolean {
  const end = match.index + match[0].length;
  return (
    !startsLine(match) &&
    /^[a-z]+$/.test(match.groups?.['bare'] ?? '') &&
    /^ [a-z]/.test(match.input.slice(end, end + 2))
  );
}

/** Only signs of YAML and JSON stand between the line's beginning and the key; a longer indentation is none. */
function startsLine({ input, index }: RegExpExecArray): boolean {
  return index === 0 || /\n[ \t"'-]*$/.test(input.slice(Math.max(0, index - 256), index));
}

function* secretSpans(text: string): Generator<SecretSpan> {
  if (!mayHoldToken(text)) {
    return;
  }
  for (const { pattern, accepts } of PATTERNS) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const [start, end] = secretPlace(match);
      const isSecret = end > start && (accepts === undefined || accepts(match.groups ?? {}, match));
      if (isSecret) {
        yield { start, end };
      }
      if (accepts !== undefined) {
        pattern.lastIndex = Math.max(isSecret && end - start > SEARCHED_AGAIN ? end : start, match.index + 1);
      }
    }
  }
}

function secretPlace(match: RegExpExecArray): readonly [number, number] {
  const at = match.indices?.groups ?? {};
  const bare = at['bare'];
  return bare === undefined
    ? (at['secret'] ?? at['escaped'] ?? at['double'] ?? at['single'] ?? [0, 0])
    : barePlace(match, bare[0], bare[1]);
}

/** A bare value ends with its line where the line is `key: value`, and with its indentation where it is a block of YAML. */
function barePlace(match: RegExpExecArray, start: number, end: number): readonly [number, number] {
  const text = match.input;
  if (match[0].includes(':') && startsLine(match)) {
    const lineEnd = endOfLine(text, start);
    return /^[|>][0-9+-]{0,2}[ \t\r]*$/.test(text.slice(start, Math.min(lineEnd, start + 16)))
      ? [Math.min(lineEnd + 1, text.length), endOfBlock(text, lineEnd)]
      : [start, lineEnd];
  }
  if (end - start < LONGEST_BARE) {
    return [start, end];
  }
  SEPARATOR.lastIndex = end;
  return [start, SEPARATOR.exec(text)?.index ?? text.length];
}

/** In lines. */
const LONGEST_BLOCK = 64;
const SEPARATOR = /[\s"',;&]/g;

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** End of the indented and empty lines after the line that ends here. */
function endOfBlock(text: string, lineEnd: number): number {
  let end = lineEnd;
  for (
    let lines = 0;
    lines < LONGEST_BLOCK && end < text.length && /\s/.test(text.charAt(end + 1));
    lines += 1
  ) {
    end = endOfLine(text, end + 1);
  }
  return end;
}

/**
 * All stretches of a text that are secrets: those in use, and what is one by its own shape or by the name before it; sorted, not
 * overlapping.
 */
export function findSecretSpans(text: string): readonly SecretSpan[] {
  return merged([...findSecretsInUse(text), ...secretSpans(text)]);
}

/** True where {@link findSecretSpans} would find any; stops at the first. */
export function hasSecretSpan(text: string): boolean {
  return holdsTellingSecret(text) || secretSpans(text).next().done !== true;
}

function merged(spans: SecretSpan[]): readonly SecretSpan[] {
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const result: SecretSpan[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last !== undefined && span.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else {
      result.push(span);
    }
  }
  return result;
}
