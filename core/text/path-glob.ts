/** Longer patterns, and those with more alternatives, are written by nobody. */
const LONGEST = 1024;
const MOST_ALTERNATIVES = 128;
const ANY_DEPTH = '**';

/** One step of a pattern in a name: a character, any one, any number of them, one of a set. */
type Token =
  | { readonly kind: 'character'; readonly text: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'any' }
  | {
      readonly kind: 'set';
      readonly isNegated: boolean;
      readonly ranges: readonly (readonly [string, string])[];
    };

type Segment = typeof ANY_DEPTH | { readonly tokens: readonly Token[]; readonly takesDot: boolean };

/** Whether a path is a pattern to Backstage, which searches only then. */
export function isGlob(path: string): boolean {
  return path.includes('*') || path.includes('?');
}

/**
 * A pattern of paths in the syntax of minimatch: `*`, `**`, `?`, `[a-z]`, `{a,b}`. What starts with a dot is matched only where the
 * pattern says the dot. Of its extended groups `@(a|b)` and `?(a|b)` are obeyed, the others stand for any name. Linear in the path.
 */
export class PathGlob {
  private readonly alternatives: readonly (readonly Segment[])[];

  constructor(pattern: string) {
    const patterns = pattern.length > LONGEST ? [] : expanded(withoutGroups(pattern));
    this.alternatives = patterns.map((each) => each.split('/').map(segmentOf));
  }

  /** Whether a path, from the same folder as the pattern, is one of those meant. */
  matches(path: string): boolean {
    const names = path.split('/');
    return this.alternatives.some((segments) => matchesPath(segments, names));
  }
}

/** Depth by depth: which segments of the pattern may come next. */
function matchesPath(segments: readonly Segment[], names: readonly string[]): boolean {
  let open = new Set(withSkipped(segments, 0));
  for (const name of names) {
    const next = new Set<number>();
    for (const at of open) {
      const segment = segments[at];
      if (segment === undefined) continue;
      if (segment === ANY_DEPTH) {
        if (name.startsWith('.')) continue;
        next.add(at);
        // At the end it stands for something, not for nothing.
        for (const later of withSkipped(segments, at + 1)) next.add(later);
      } else if (matchesName(segment, name)) {
        for (const later of withSkipped(segments, at + 1)) next.add(later);
      }
    }
    open = next;
  }
  return open.has(segments.length);
}

/** A place in the pattern, and those behind the `**` that may stand for nothing there. */
function withSkipped(segments: readonly Segment[], at: number): number[] {
  const places = [at];
  for (let next = at; segments[next] === ANY_DEPTH && next < segments.length - 1; next += 1) {
    places.push(next + 1);
  }
  return places;
}

/** The last `*` that was passed is the only one that has to be tried again. */
function matchesName({ tokens, takesDot }: Exclude<Segment, string>, name: string): boolean {
  if (name.startsWith('.') && !takesDot) return false;
  let token = 0;
  let at = 0;
  let retry: { readonly token: number; at: number } | undefined;
  while (at < name.length) {
    const step = tokens[token];
    if (step?.kind === 'any') {
      retry = { token: (token += 1), at };
    } else if (step !== undefined && takes(step, name.charAt(at))) {
      token += 1;
      at += 1;
    } else if (retry !== undefined) {
      token = retry.token;
      at = retry.at += 1;
    } else return false;
  }
  while (tokens[token]?.kind === 'any') token += 1;
  return token === tokens.length;
}

function takes(token: Token, character: string): boolean {
  if (token.kind === 'character') return token.text === character;
  if (token.kind !== 'set') return token.kind === 'one';
  return token.ranges.some(([from, to]) => from <= character && character <= to) !== token.isNegated;
}

function segmentOf(text: string): Segment {
  if (text === ANY_DEPTH) return ANY_DEPTH;
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const end = character === '[' ? setEnd(text, at) : -1;
    if (character === '*') {
      if (tokens.at(-1)?.kind !== 'any') tokens.push({ kind: 'any' });
    } else if (character === '?') tokens.push({ kind: 'one' });
    else if (end > 0) {
      tokens.push(setOf(text.slice(at + 1, end)));
      at = end;
    } else if (character === '\\' && at + 1 < text.length) {
      at += 1;
      tokens.push({ kind: 'character', text: text.charAt(at) });
    } else tokens.push({ kind: 'character', text: character });
  }
  return { tokens, takesDot: text.startsWith('.') };
}

/** Offset of the `]` that closes a set; -1 where none does. */
function setEnd(text: string, open: number): number {
  const first = /[!^]/.test(text.charAt(open + 1)) ? open + 2 : open + 1;
  return text.indexOf(']', first + 1);
}

function setOf(inner: string): Token {
  const isNegated = inner.startsWith('!') || inner.startsWith('^');
  const characters = isNegated ? inner.slice(1) : inner;
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const from = characters.charAt(at);
    const isRange = characters.charAt(at + 1) === '-' && at + 2 < characters.length;
    ranges.push([from, isRange ? characters.charAt(at + 2) : from]);
    if (isRange) at += 2;
  }
  return { kind: 'set', isNegated, ranges };
}

/** `@(a|b)` is `{a,b}`, `?(a)` is `{,a}`; other groups are any text. Groups in groups are left as they are. */
function withoutGroups(pattern: string): string {
  return pattern.replace(/([@?*+!])\(([^()]*)\)/g, (_, sign: string, inner: string) => {
    const names = inner.split('|');
    if (sign !== '@' && sign !== '?') return '*';
    if (sign === '?') names.unshift('');
    return names.length === 1 ? inner : `{${names.join(',')}}`;
  });
}

/** What the braces of a pattern stand for; itself where it has none, or too many. */
function expanded(pattern: string): string[] {
  let done: string[] = [];
  let open = [pattern];
  while (open.length > 0) {
    const next: string[] = [];
    for (const each of open) {
      const parts = bracesIn(each);
      if (parts === undefined) done.push(each);
      else next.push(...parts.choices.map((choice) => parts.before + choice + parts.after));
    }
    if (done.length + next.length > MOST_ALTERNATIVES) {
      done = [pattern];
      break;
    }
    open = next;
  }
  return done;
}

/** The innermost braces that hold a choice. */
function bracesIn(
  pattern: string,
): { readonly before: string; readonly choices: readonly string[]; readonly after: string } | undefined {
  for (let close = pattern.indexOf('}'); close >= 0; close = pattern.indexOf('}', close + 1)) {
    const open = pattern.lastIndexOf('{', close);
    const inner = open < 0 ? '' : pattern.slice(open + 1, close);
    if (!inner.includes(',')) continue;
    return { before: pattern.slice(0, open), choices: inner.split(','), after: pattern.slice(close + 1) };
  }
  return undefined;
}
