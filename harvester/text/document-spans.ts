/** Where one document of a YAML file stands. */
export interface DocumentSpan {
  /** Begin of its separator line; of the content, where it has none. */
  readonly start: number;
  /** Begin of what follows the separator line. */
  readonly content: number;
  /** Begin of the next separator line, or the end of the file. */
  readonly end: number;
}

const SEPARATOR = /^---[ \t]*(?:#.*)?\r?$/;

/**
 * Divides a YAML file at its separator lines (`---` at the begin of a line, where no text of a document can have it). What stands
 * before the first one is a document of its own, which may hold nothing but comments.
 *
 * @returns undefined where the file cannot be divided so: it has directives, or content on a separator line
 */
export function documentSpans(text: string): readonly DocumentSpan[] | undefined {
  const spans: DocumentSpan[] = [];
  let start = 0;
  let content = 0;
  for (let at = 0; at < text.length;) {
    const found = text.indexOf('\n', at);
    const next = found < 0 ? text.length : found + 1;
    if (text.charCodeAt(at) === 37) return undefined;
    if (text.startsWith('---', at) && isMark(text, at + 3)) {
      const line = text.slice(at, found < 0 ? text.length : found);
      if (!SEPARATOR.test(line)) return undefined;
      if (at > 0) spans.push({ start, content, end: at });
      start = at;
      content = next;
    }
    at = next;
  }
  spans.push({ start, content, end: text.length });
  return spans;
}

/** Whether three hyphens are all of a word. */
function isMark(text: string, at: number): boolean {
  return at >= text.length || ' \t\r\n'.includes(text.charAt(at));
}
