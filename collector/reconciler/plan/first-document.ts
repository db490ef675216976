/** A text cut where its second document begins. */
export interface CutText {
  readonly first: string;
  /** From the marker of the second document on; empty where there is none. */
  readonly rest: string;
}

/** Such a line begins a document wherever it stands, in quotes and in block scalars, too (YAML 1.2.2 §9.1.2, `c-forbidden`). */
const MARKER = /(?:^|\n)---(?=[ \t\r\n]|$)/g;
/** What may stand before the marker of the first document: comments, directives, blank lines. */
const HEADING = /^(?:[ \t]*(?:#[^\r\n]*)?\r?\n|%[^\n]*\n)*$/;

/**
 * Cuts a registry where its second document begins. The original reads the first one and drops the others (collector-and-registry.md §1.7); here they are kept as they are.
 */
export function firstDocument(text: string): CutText {
  for (const { index, 0: found } of text.matchAll(MARKER)) {
    const at = found.startsWith('\n') ? index + 1 : index;
    if (!HEADING.test(text.slice(0, at))) return { first: text.slice(0, at), rest: text.slice(at) };
  }
  return { first: text, rest: '' };
}
