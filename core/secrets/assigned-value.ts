import { nextMark } from './next-mark';

/** What stands where a value is expected. */
export interface AssignedValue {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

/** How the value was introduced, as far as it tells where it ends. */
export interface ValueContext {
  /** `argument`: of a command; `query`: of a URL; `line`: the key begins its line; `statement`: anything else. */
  readonly form: 'argument' | 'query' | 'line' | 'statement';
  /** `=`, `:`, `=>` and their like; a blank for the rest. */
  readonly separator: string;
  /** The quote that is open around key and value, if any. */
  readonly enclosing: string;
}

/** A quoted value is followed so far, a bare one up to {@link LONGEST_BARE}. */
const LONGEST_QUOTED = 4096;
const LONGEST_BARE = 4096;
/** As JSON in JSON in JSON writes a quote. */
const MOST_BACKSLASHES = 15;

/** Reads values of a text: quoted in any depth of escapes, or bare. */
export function valueReader(
  text: string,
): (from: number, context: ValueContext) => AssignedValue | undefined {
  const lineEnd = nextMark(text, '\n');
  const semicolon = nextMark(text, ';');
  return (from, context) => {
    const quoted = quotedValue(text, from, lineEnd);
    if (quoted !== undefined) return quoted;
    if (from >= text.length || ` \t\r\n"',;&`.includes(text.charAt(from))) return undefined;
    if (context.separator === ':' && '{[&*]}'.includes(text.charAt(from)) && !text.startsWith('{{', from)) {
      return undefined;
    }
    const end = bareEnd(text, from, context, lineEnd, semicolon);
    return end > from ? { start: from, end, isQuoted: false } : undefined;
  };
}

function quotedValue(
  text: string,
  from: number,
  lineEnd: (from: number) => number,
): AssignedValue | undefined {
  let at = from;
  // `b'…'` of Python, `@"…"` of C#
  if (/^[rbufRBUF@$]{1,2}["']/.test(text.slice(at, at + 3))) {
    at = text[at + 1] === '"' || text[at + 1] === "'" ? at + 1 : at + 2;
  }
  while (text[at] === '\\' && at - from < MOST_BACKSLASHES) at += 1;
  const quote = text[at];
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  const closing = text.slice(from, at).replace(/[^\\]/g, '') + quote;
  const start = at + 1;
  const last = Math.min(start + LONGEST_QUOTED, text.length);
  const end =
    closing.length > 1 ? text.slice(start, last).indexOf(closing) : endOfQuote(text, start, last, quote);
  if (end === -1) return { start, end: lineEnd(start), isQuoted: true };
  return { start, end: closing.length > 1 ? start + end : end, isQuoted: true };
}

function endOfQuote(text: string, start: number, last: number, quote: string): number {
  for (let index = start; index < last; index += 1) {
    const character = text[index];
    if (character === '\\' && quote !== "'") index += 1;
    else if (character === quote) {
      // YAML and SQL double a quote that is meant
      if (quote === "'" && text[index + 1] === "'" && index > start) index += 1;
      else return index;
    }
  }
  return -1;
}

const ENDS: Readonly<Record<ValueContext['form'], string>> = {
  argument: ' \t\r\n"\'`,;&|<>)',
  query: ' \t\r\n"\'`&<>#;',
  line: '\n',
  statement: ' \t\r\n"\',;&',
};

function bareEnd(
  text: string,
  from: number,
  { form, separator, enclosing }: ValueContext,
  lineEnd: (from: number) => number,
  semicolon: (from: number) => number,
): number {
  const end = lineEnd(from);
  const reference = endOfReference(text.slice(from, Math.min(end, from + 256)));
  if (reference > 0 && form !== 'line') return from + reference;
  if (enclosing !== '') {
    const close = text.slice(from, Math.min(end, from + LONGEST_BARE)).indexOf(enclosing);
    const whole = close === -1 ? end : from + close;
    if (form !== 'argument' && form !== 'query') {
      const stop = semicolon(from);
      return separator === '=' && stop < whole ? stop : whole;
    }
    return firstOf(text, from, whole, ENDS[form]);
  }
  if (form === 'line') return end;
  const stop = semicolon(from);
  // in a connection string everything up to the semicolon is the value
  if (
    form === 'statement' &&
    separator === '=' &&
    stop < Math.min(end, from + 256) &&
    !/["']/.test(text.slice(from, stop))
  ) {
    return stop;
  }
  return firstOf(text, from, end, ENDS[form]);
}

/** Length of `$(NAME)`, `${NAME}`, `{{ .name }}` or `${{ name }}` at the beginning and with nothing but a separator behind it, else 0. */
function endOfReference(text: string): number {
  const found =
    /^(?:\$\([\w .-]{1,128}\)|\$\{[\w.]{1,128}\}|\$?\{\{[^{}]{1,128}\}\})(?=$|[\s"'`,;&|<>)\]}])/.exec(text);
  return found?.[0].length ?? 0;
}

function firstOf(text: string, from: number, end: number, marks: string): number {
  const last = Math.min(end, from + LONGEST_BARE);
  for (let index = from; index < last; index += 1) {
    if (marks.includes(text.charAt(index))) return index;
  }
  return last;
}
