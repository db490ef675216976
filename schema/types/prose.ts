const FENCE = /^ *(?:```|~~~)/gm;

/**
 * The description of a schema as text of a documentation comment: what would be a tag there (`@deprecated` at the start of a line,
 * `{@link …}`) is text, and a block of code that its author left open ends with it. Empty where nothing is described.
 */
export function prose(description: string | undefined): string {
  const text = (description ?? '')
    .trim()
    .replace(/^([ \t]*)@/gm, '$1\\@')
    .replaceAll('{@', '{\\@');
  const fences = text.match(FENCE) ?? [];
  return fences.length % 2 === 0 ? text : `${text}\n${fences[0]?.trim() ?? ''}`;
}

/** A description and what else is to be said, each a paragraph of its own: behind a list, it would go on in its last item. */
export function paragraphs(description: string | undefined, facts: readonly string[]): string[] {
  const text = prose(description);
  return [...(text === '' ? [] : [text]), ...(text === '' || facts.length === 0 ? [] : ['']), ...facts];
}
