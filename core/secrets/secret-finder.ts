import { secretForms, type SecretForm } from './secret-forms';
import { unescapedView, type EscapeSign, type UnescapedView } from './unescaped-view';

/** A stretch of a text: `[start, end)` in UTF-16 units. */
export interface FoundSecret {
  readonly start: number;
  readonly end: number;
}

/** So many forms are made of a secret that has escapes itself. */
const DEEPEST_ESCAPES = 3;
const EVERY: readonly EscapeSign[] = ['%', '\\', '&'];
/**
 * In which order escapes are resolved: all at once, and each kind by itself, because what is an escape of one kind may be a piece of the secret
 * before one of another (a backslash at its end before `%61`).
 */
const CHAINS: readonly (readonly (readonly EscapeSign[])[])[] = [
  [EVERY, EVERY, EVERY],
  [['%'], ['%'], ['\\', '&']],
  [['\\'], ['%'], ['&']],
  [['&'], ['%'], ['\\']],
];
/** A form that is shorter would be found anywhere. */
const SHORTEST_FORM = 4;
const IN_BASE64 = /[A-Za-z0-9+/_=-]/;

/** Finds given secrets in texts, in every form of {@link secretForms} and behind every escape of {@link unescapedView}. */
export class SecretFinder {
  private readonly forms: readonly SecretForm[];
  private readonly shortest: number;
  /** A bit for each pair of neighbouring characters (by their low bytes) that occurs in any form. */
  private readonly pairs = new Uint8Array(1 << 16);

  constructor(secrets: readonly string[]) {
    const forms = new Map<string, SecretForm>();
    for (const secret of secrets) {
      for (const form of secretForms(secret)) forms.set(form.text, form);
      for (const text of unescapedForms(secret)) forms.set(text, { text, inBase64: false });
    }
    this.forms = [...forms.values()];
    this.shortest = this.forms.reduce((least, { text }) => Math.min(least, text.length), Infinity);
    for (const { text } of this.forms) {
      for (let index = 1; index < text.length; index += 1) this.pairs[pairAt(text, index)] = 1;
    }
  }

  /** Stretches that hold a secret; sorted, not overlapping. Time is linear in the text. */
  find(text: string): readonly FoundSecret[] {
    if (text.length < this.shortest) return [];
    const found = this.findIn(text);
    for (const chain of CHAINS) {
      let view: UnescapedView | undefined;
      for (const signs of chain) {
        const inner: UnescapedView | undefined =
          view === undefined ? unescapedView(text, signs) : within(view, signs);
        if (inner === undefined) continue;
        view = inner;
        for (const { start, end } of this.findIn(inner.text)) {
          found.push({ start: inner.starts[start] ?? 0, end: inner.starts[end] ?? text.length });
        }
      }
    }
    return merged(found);
  }

  private findIn(text: string): FoundSecret[] {
    const found: FoundSecret[] = [];
    if (!this.mayHold(text)) return found;
    for (const { text: form, inBase64 } of this.forms) {
      let at = text.indexOf(form);
      while (at >= 0) {
        const span = inBase64 ? wholeRun(text, at, at + form.length) : { start: at, end: at + form.length };
        found.push(span);
        at = text.indexOf(form, span.end);
      }
    }
    return found;
  }

  /** Every occurrence of a form covers one of the places looked at: they stand no further apart than the shortest form is long. */
  private mayHold(text: string): boolean {
    const step = this.shortest - 1;
    for (let index = step; index < text.length; index += step) {
      if (this.pairs[pairAt(text, index)] === 1) return true;
    }
    return false;
  }
}

/** What is left of a secret that has escapes of its own once they are resolved together with those around it. */
function unescapedForms(secret: string): string[] {
  const forms: string[] = [];
  let view = unescapedView(secret);
  while (view !== undefined && view.text.length >= SHORTEST_FORM && forms.length < DEEPEST_ESCAPES) {
    forms.push(view.text);
    view = unescapedView(view.text);
  }
  return forms;
}

function pairAt(text: string, index: number): number {
  return ((text.charCodeAt(index - 1) & 0xff) << 8) | (text.charCodeAt(index) & 0xff);
}

function wholeRun(text: string, from: number, to: number): FoundSecret {
  let start = from;
  while (start > 0 && IN_BASE64.test(text.charAt(start - 1))) start -= 1;
  let end = to;
  while (end < text.length && IN_BASE64.test(text.charAt(end))) end += 1;
  return { start, end };
}

/** What is escaped in an unescaped text, with places in the text that was looked at first. */
function within(view: UnescapedView, signs: readonly EscapeSign[]): UnescapedView | undefined {
  const inner = unescapedView(view.text, signs);
  if (inner === undefined) return undefined;
  return { text: inner.text, starts: inner.starts.map((start) => view.starts[start] ?? 0) };
}

function merged(spans: FoundSecret[]): readonly FoundSecret[] {
  if (spans.length < 2) return spans;
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const result: FoundSecret[] = [];
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
