import { type AssignedValue, type ValueContext, type valueReader } from './assigned-value';
import type { FoundKey } from './secret-key';
import { blockValue } from './value-below-key';

/** A value, and how it stands behind its key. */
export interface FoundValue {
  readonly span: AssignedValue;
  readonly context: ValueContext;
}

/** What may be the value of a key: what stands behind it, in it or below it. */
export function* valuesOfKey(
  text: string,
  key: FoundKey,
  read: ReturnType<typeof valueReader>,
  lineEnd: (from: number) => number,
): Generator<FoundValue> {
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
function separator(text: string, key: FoundKey): Separated | undefined {
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
function elementText(text: string, key: FoundKey): AssignedValue | undefined {
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

/** Only signs of YAML, JSON and shells stand between the line's beginning and the key; a longer indentation is none. */
export function beginsLine(text: string, start: number): boolean {
  return /(?:^|\n)[ \t"'-]*(?:export[ \t]+)?["']?$/.test(
    start < 256 ? text.slice(0, start) : `x${text.slice(start - 256, start)}`,
  );
}
