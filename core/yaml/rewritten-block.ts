/** What kustomize cannot write as a block again, and so writes in double quotes, exactly. */
const QUOTED_AGAIN = / (?:\n|$)|[\u{10000}-\u{10ffff}]/u;
const LINE_BREAKS = /\n+/g;

/**
 * What a folded block says once kustomize has written and read it again, as it does with every resource: behind a line that is not
 * indented, in front of one that is, it puts a line break too many, and at an end of several breaks likewise. Source: `yaml_emitter_write_folded_scalar`
 * of go-yaml v3, checked against kustomize 5.8.2.
 *
 * @param text - what the block says as it stands
 */
export function rewrittenFolded(text: string): string {
  if (QUOTED_AGAIN.test(text)) return text;
  const begin = /[^\n]/.exec(text)?.index ?? text.length;
  // It looks at the first line where it means the next one.
  const doubles = begin < text.length && !isBlank(text, begin);
  return text.replace(LINE_BREAKS, (breaks: string, at: number) => {
    if (at < begin) return breaks;
    const end = at + breaks.length;
    const behindIndented = isBlank(text, text.lastIndexOf('\n', at - 1) + 1);
    const written = breaks.length + (doubles && !behindIndented ? 1 : 0);
    // One break at the end needs no mark that keeps it; more of them are all kept.
    if (end === text.length) return breaks.length === 1 ? breaks : '\n'.repeat(written);
    if (behindIndented || isBlank(text, end)) return '\n'.repeat(written);
    return written === 1 ? ' ' : '\n'.repeat(written - 1);
  });
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9;
}

/**
 * Offset of a tab that stands in a block's indentation, or in front of all of its text: libyaml stops there, at the latest when kustomize reads what it
 * has written; -1 where there is none.
 *
 * @param block - from its header on
 */
export function tabInIndentation(block: string): number {
  if (!block.includes('\t')) return -1;
  let indent = -1;
  let at = block.indexOf('\n') + 1;
  while (at > 0) {
    let start = at;
    while (block.charCodeAt(start) === 32) start++;
    const isTab = block.charCodeAt(start) === 9;
    if (isTab && (indent < 0 || start - at < indent)) return start;
    const isEmpty = start >= block.length || block.charCodeAt(start) === 10 || block.charCodeAt(start) === 13;
    if (indent < 0 && !isEmpty) indent = start - at;
    at = block.indexOf('\n', start) + 1;
  }
  return -1;
}
