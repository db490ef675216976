const OPENING = /: +(['"])/;

/**
 * The same YAML with more blanks in front of the lines that go on in a quoted text. The readers of clusters take such lines at any
 * indentation, and generators of CRDs wrote them so; the YAML library wants them behind the key. Blanks there mean nothing, and lines keep
 * their numbers.
 */
export function indentQuotes(text: string): string {
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const opening = OPENING.exec(line);
    if (opening === null) continue;
    const quote = opening[1] ?? '';
    const start = opening.index + opening[0].length;
    if (closesIn(line.slice(start), quote)) continue;
    const last = lastLine(lines, at, quote);
    if (last === undefined) continue;
    const wanted = keyColumn(line) + 1;
    for (at += 1; at <= last; at += 1) lines[at] = indented(lines[at] ?? '', wanted);
    at = last;
  }
  return lines.join('\n');
}

/** The column in which a key stands, behind the hyphens of a list. */
function keyColumn(line: string): number {
  return line.length - line.replace(/^[ -]*/, '').length;
}

function indented(line: string, wanted: number): string {
  const has = line.length - line.trimStart().length;
  return line.trim() === '' || has >= wanted ? line : ' '.repeat(wanted - has) + line;
}

function lastLine(lines: readonly string[], first: number, quote: string): number | undefined {
  for (let at = first + 1; at < lines.length; at += 1) {
    if (closesIn(lines[at] ?? '', quote)) return at;
  }
  return undefined;
}

/** Whether a quoted text ends in this part of it: at a quote that is neither doubled nor escaped. */
function closesIn(part: string, quote: string): boolean {
  const plain = quote === '"' ? part.replace(/\\./g, '') : part.replaceAll("''", '');
  return plain.includes(quote);
}
