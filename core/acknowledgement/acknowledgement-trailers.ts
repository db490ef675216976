/** Longest text that is read; no forge takes a description of that length. */
const LONGEST_TEXT = 2 * 1024 * 1024;

/**
 * Values of trailers (`Key: value`) that somebody wrote as text of his own. A line counts only at the very beginning of
 * a line, and not inside a fenced block, an HTML comment, a fold or any other block of HTML, a list, a quote or an indented
 * block: those hold what was copied or generated. In doubt a line does not count.
 *
 * @param key - compared without regard to case, as git-interpret-trailers(1) does
 */
export function parseTrailers(text: string, key: string): string[] {
  const values: string[] = [];
  const state: State = { fence: '', folds: 0, isComment: false, isHtml: false, isQuoted: false };
  const wanted = `${key.toLowerCase()}:`;
  for (const line of text.slice(0, LONGEST_TEXT).split(/\r\n|\n|\r/)) {
    if (!isOwnText(line, state)) {
      continue;
    }
    if (line.slice(0, wanted.length).toLowerCase() === wanted) {
      const value = line.slice(wanted.length).trim();
      if (/^[A-Za-z0-9._/-]{1,241}$/.test(value)) {
        values.push(value);
      }
    }
  }
  return values;
}

interface State {
  /** The fence that is open, or empty. */
  fence: string;
  /** Depth of `<details>`. */
  folds: number;
  isComment: boolean;
  /** A block of HTML goes on to the next empty line (CommonMark 0.31, §4.6). */
  isHtml: boolean;
  /** A list item or quote goes on, lazily, to the next empty line (§5.1). */
  isQuoted: boolean;
}

/** Whether a line is plain text of a paragraph; keeps track of what is open. */
function isOwnText(line: string, state: State): boolean {
  if (state.fence !== '') {
    closeFence(line, state);
    return false;
  }
  if (state.isComment) {
    state.isComment = !line.includes('-->');
    return false;
  }
  if (line.trim() === '') {
    state.isHtml = false;
    state.isQuoted = false;
    return false;
  }
  const fence = /^[ \t>]*(?:[-*+]\s+|\d{1,9}[.)]\s+)*(`{3,}(?=[^`]*$)|~{3,})/.exec(line);
  if (fence !== null) {
    state.fence = fence[1] ?? '';
    return false;
  }
  if (line.includes('<')) {
    enterHtml(line, state);
    return false;
  }
  if (/^\s*(?:>|[-*+](?:\s|$)|\d{1,9}[.)](?:\s|$))/.test(line)) {
    state.isQuoted = true;
  }
  return state.folds === 0 && !state.isHtml && !state.isQuoted;
}

function closeFence(line: string, state: State): void {
  const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1] ?? '';
  if (closing.startsWith(state.fence)) {
    state.fence = '';
  }
}

function enterHtml(line: string, state: State): void {
  state.folds += (line.match(/<details/gi) ?? []).length - (line.match(/<\/details/gi) ?? []).length;
  state.folds = Math.max(0, state.folds);
  const comment = line.lastIndexOf('<!--');
  state.isComment = comment !== -1 && !line.includes('-->', comment);
  state.isHtml = /^ {0,3}<[!?/A-Za-z]/.test(line);
}
