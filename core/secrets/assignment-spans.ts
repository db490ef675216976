import { valueReader, type AssignedValue, type ValueContext } from './assigned-value';
import {
  holdsCredentials,
  isDigest,
  isReferenceName,
  isReferenceValue,
  looksGenerated,
} from './literal-value';
import { nextMark } from './next-mark';
import { keyStrength, type KeyStrength } from './secret-key';
import type { SecretSpan } from './secret-span';

const WORD = /[\w.-]+/g;
/** The least that a telling name has in it. */
const TELLING = /pass|pwd|pw|psw|secret|token|key|cred|auth|bearer|jwt|wort/i;
const LONGEST_KEY = 200;
/** Values up to this length are searched again: what stood in a value's place may be the next key (`error: password: …`). */
const SEARCHED_AGAIN = 200;
/** Of a longer value the beginning is judged. */
const JUDGED = 512;
/** In lines. */
const LONGEST_BLOCK = 64;

interface Key {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly strength: KeyStrength;
}

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
    const key: Key = { start: match.index, end, name, strength };
    for (const { span, context } of values(text, key, read, lineEnd)) {
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

interface Found {
  readonly span: AssignedValue;
  readonly context: ValueContext;
}

function* values(
  text: string,
  key: Key,
  read: ReturnType<typeof valueReader>,
  lineEnd: (from: number) => number,
): Generator<Found> {
  // a user in an address is judged with its password
  if (text.startsWith('://', key.start - 3)) return;
  const element = elementText(text, key);
  if (element !== undefined) {
    yield { span: element, context: { form: 'argument', separator: '>', enclosing: '' } };
    return;
  }
  const separated = separator(text, key);
  if (separated === undefined) return;
  const { context, from, isQuotedOnly } = separated;
  if (!isQuotedOnly && (context.form === 'line' || text[from] === '\n' || text[from] === '\r')) {
    const block = blockValue(text, key, from, lineEnd);
    if (block !== undefined) {
      yield { span: block, context };
      return;
    }
  }
  if (text[from] === '[' && context.separator !== ' ') {
    const end = Math.min(lineEnd(from), from + 4096);
    const close = text.slice(from, end).indexOf(']');
    if (close > 1 && /s["'\\]*$/.test(text.slice(key.start, key.end))) {
      yield {
        span: { start: from + 1, end: from + close, isQuoted: false },
        context: { ...context, form: 'argument' },
      };
    }
    return;
  }
  const value = read(from, context);
  if (value !== undefined && (!isQuotedOnly || value.isQuoted)) yield { span: value, context };
}

interface Separated {
  readonly context: ValueContext;
  readonly from: number;
  readonly isQuotedOnly: boolean;
}

/** What stands between a key and its value; undefined where nothing says that a value follows. */
function separator(text: string, key: Key): Separated | undefined {
  const before = text.charAt(key.start - 1);
  const isFlag = key.name.startsWith('-');
  let at = key.end;
  while (text[at] === '\\' && at - key.end < 16) at += 1;
  const isClosed =
    '"\'`'.includes(text.charAt(at)) && text[at] !== undefined && (before === text[at] || at > key.end);
  if (isClosed) at += 1;
  else at = key.end;
  if (text[at] === ']') at += 1;
  const enclosing = !isClosed && '"\'`'.includes(before) && before !== '' ? before : '';
  const startsLine = beginsLine(text, key.start);
  const gap = skipBlanks(text, at);
  const sign = /^(?:[:?+|]?={1,3}>?|[-=]>|:(?!:))/.exec(text.slice(gap, gap + 4))?.[0];
  if (sign !== undefined) {
    const isLine = startsLine || key.strength === 'header';
    const form = isFlag ? 'argument' : /[?&]/.test(before) ? 'query' : isLine ? 'line' : 'statement';
    const from = skipBlanks(text, gap + sign.length);
    return { context: { form, separator: sign === ':' ? ':' : '=', enclosing }, from, isQuotedOnly: false };
  }
  const context: ValueContext = { form: 'argument', separator: ' ', enclosing };
  if (isFlag) {
    const from = nextArgument(text, at);
    return from === undefined ? undefined : { context, from, isQuotedOnly: false };
  }
  if (isClosed && text[gap] === ',' && isCalled(text, key.start)) {
    return { context, from: skipBlanks(text, gap + 1), isQuotedOnly: true };
  }
  if (gap > at && gap - at <= 4) {
    const line = text.slice(Math.max(0, key.start - 64), key.start);
    const isSet = /(?:^|\n)[ \t]*(?:ENV|ARG|setenv|set|SET|requirepass|masterauth)[ \t]+$/.test(line);
    const isOwnLine = startsLine && /^(?:requirepass|masterauth|bindpw|rootpw)$/i.test(key.name);
    const isNetrc = /\b(?:login|machine)[ \t]+\S{1,48}[ \t]+$/.test(line);
    if (isSet || isOwnLine || isNetrc) return { context, from: gap, isQuotedOnly: false };
    if (key.strength === 'strong') return { context, from: gap, isQuotedOnly: true };
  }
  return undefined;
}

/** `("password", …)` and `set("password", …)`. */
function isCalled(text: string, start: number): boolean {
  return /\(\s{0,8}[\\]{0,15}["'`]$/.test(text.slice(Math.max(0, start - 32), start));
}

/** The next word of a command line or list of arguments: `--password x`, `"--password", "x"`, `- --password` and `- x` below. */
function nextArgument(text: string, at: number): number | undefined {
  const between =
    /^[ \t]{0,16}[\\]{0,15}["'`]?,?(?:[ \t]{0,64}\\?\r?\n[ \t]{0,128}(?:- {1,8})?|[ \t]{1,16})?(?=[^\s-]|-[^-\s])/.exec(
      text.slice(Math.max(0, at - 1), at + 240),
    );
  const from = at + skipOf(text, at);
  if (between === null || from === at || from >= text.length) return undefined;
  return /^["'`\\]{0,16}-{1,2}[A-Za-z]/.test(text.slice(from, from + 20)) ? undefined : from;
}

function skipOf(text: string, at: number): number {
  const gap = /^[ \t]{0,16},?[ \t]{0,16}(?:\\?\r?\n[ \t]{0,128}(?:- {1,8})?)?/.exec(text.slice(at, at + 200));
  return gap?.[0].length ?? 0;
}

function skipBlanks(text: string, at: number): number {
  let index = at;
  while (index - at < 64 && (text[index] === ' ' || text[index] === '\t')) index += 1;
  return index;
}

/** `<password>…</password>`, `<entry key="password">…</entry>` and `<add key="password" value="…"/>`. */
function elementText(text: string, key: Key): AssignedValue | undefined {
  const before = text.slice(Math.max(0, key.start - 80), key.start);
  const isElement = /<(?:[\w.-]{1,64}:)?$/.test(before);
  const isNamed = /<[^<>]{0,70}\b(?:name|key|id)\s{0,4}=\s{0,4}["']$/i.test(before);
  if (!isElement && !isNamed) return undefined;
  const tag = text.slice(key.end, key.end + 300);
  const attribute = isNamed
    ? /^["'][^<>]{0,200}?\bvalue\s{0,4}=\s{0,4}(?<quote>["'])(?<value>[^<>"']*)/i.exec(tag)
    : null;
  if (attribute?.groups !== undefined) {
    const { value = '' } = attribute.groups;
    const end = key.end + attribute[0].length;
    return { start: end - value.length, end, isQuoted: true };
  }
  const open = /^[^<>]*>(?:\s*<!\[CDATA\[)?/.exec(tag);
  if (open === null || open[0].endsWith('/>')) return undefined;
  const start = key.end + open[0].length;
  const content = text.slice(start, start + 8192);
  const end = open[0].endsWith('[') ? content.indexOf(']]>') : content.indexOf('<');
  return { start, end: start + (end === -1 ? content.length : end), isQuoted: true };
}

/** A block of YAML (`password: |`), or a value on the line after its key. */
function blockValue(
  text: string,
  key: Key,
  from: number,
  lineEnd: (from: number) => number,
): AssignedValue | undefined {
  const end = lineEnd(from);
  const rest = text.slice(from, Math.min(end, from + 24)).trim();
  if (/^[|>][0-9+-]{0,2}$/.test(rest)) {
    return { start: Math.min(end + 1, text.length), end: endOfBlock(text, end, lineEnd), isQuoted: true };
  }
  if ((rest !== '' && rest !== '\\') || end >= text.length) return undefined;
  const start = end + 1;
  const nextEnd = lineEnd(start);
  const line = text.slice(start, Math.min(nextEnd, start + JUDGED));
  const indentation = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  const content = line.slice(indentation).trimEnd();
  const own = indentationOf(text, key.start);
  if (
    content === '' ||
    indentation <= own ||
    /^(?:[-#}\])<[{]|["']?[\w./-]{1,128}["']?\s*[:=](?:\s|$))/.test(content)
  ) {
    const nested =
      /^["']?(?:value|default|content|literal|plain|plaintext|string|data)["']?\s{0,4}[:=]\s{0,4}/i.exec(
        content,
      );
    const item = /^- +(?!["']?[\w./-]{1,128}["']?\s*:(?:\s|$))/.exec(content);
    const prefix =
      (indentation > own ? nested : undefined) ??
      (/s["'\\]*$/i.test(text.slice(key.start, key.end)) ? item : null);
    if (!prefix) return undefined;
    return trimmed(text, start + indentation + prefix[0].length, nextEnd);
  }
  return trimmed(text, start + indentation, nextEnd);
}

function trimmed(text: string, start: number, end: number): AssignedValue {
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'") {
    const close = text.slice(start + 1, end).indexOf(quote);
    return { start: start + 1, end: close === -1 ? end : start + 1 + close, isQuoted: true };
  }
  return { start, end, isQuoted: true };
}

function indentationOf(text: string, start: number): number {
  const line = text.slice(Math.max(0, start - 256), start);
  return /^[ \t]*/.exec(line.slice(line.lastIndexOf('\n') + 1))?.[0].length ?? 0;
}

/** End of the indented and empty lines after the line that ends here. */
function endOfBlock(text: string, end: number, lineEnd: (from: number) => number): number {
  let last = end;
  for (
    let lines = 0;
    lines < LONGEST_BLOCK && last < text.length && /\s/.test(text.charAt(last + 1));
    lines += 1
  ) {
    last = lineEnd(last + 1);
  }
  return last;
}

/** Only signs of YAML, JSON and shells stand between the line's beginning and the key; a longer indentation is none. */
function beginsLine(text: string, start: number): boolean {
  return /(?:^|\n)[ \t"'-]*(?:export[ \t]+)?["']?$/.test(
    start < 256 ? text.slice(0, start) : `x${text.slice(start - 256, start)}`,
  );
}

function judge(
  text: string,
  key: Key,
  span: AssignedValue,
  context: ValueContext,
): 'none' | 'suspect' | 'certain' {
  const value = text.slice(span.start, Math.min(span.end, span.start + JUDGED)).trim();
  const bare = value.replace(/[,;]$/, '');
  if (value === '' || isReferenceValue(bare) || isDigest(bare)) return 'none';
  if (key.strength === 'header') return holdsCredentials(bare) ? 'certain' : 'none';
  if (key.strength === 'strong')
    return !span.isQuoted && isProse(text, key, span, value) ? 'none' : 'certain';
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
function isProse(text: string, key: Key, span: AssignedValue, value: string): boolean {
  return (
    !beginsLine(text, key.start) &&
    /^[a-z]+$/.test(value) &&
    /^ [a-z]/.test(text.slice(span.end, span.end + 2))
  );
}
