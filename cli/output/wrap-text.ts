/** Breaks text between words so that no line is longer than `width`, words excepted; every line gets the indentation. */
export function wrapText(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    // Whoever indented a line meant it: code, lists.
    const lead = indent + (/^ */.exec(paragraph)?.[0] ?? '');
    let line = '';
    for (const word of paragraph.trimStart().split(' ')) {
      if (line !== '' && lead.length + line.length + 1 + word.length > width) {
        lines.push(lead + line);
        line = word;
      } else {
        line = line === '' ? word : `${line} ${word}`;
      }
    }
    lines.push(line === '' ? '' : lead + line);
  }
  return lines.join('\n');
}
