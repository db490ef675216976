/** Something in a YAML text that cannot be read, with its place; whoever knows the file's name makes a `ToolkitError` of it. */
export class UnreadableYaml extends Error {
  /**
   * @param offset - in UTF-16 units from the start of the text
   * @param further - other things that are wrong in the same text, in its order
   */
  constructor(
    message: string,
    readonly offset: number,
    readonly further: readonly UnreadableYaml[] = [],
  ) {
    super(message);
  }
}

/** Line and column (from 1) of an offset: for messages, as editors and `grep -n` count them. */
export function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}
