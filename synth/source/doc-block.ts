import { escapedCharacter, HIDDEN_IN_COMMENT } from './hidden-character';
import { code, joined, NOTHING, type SourceText, vouched } from './source-text';

/** Tools take these for orders wherever they stand. */
const ORDER = /[@#](?=\s*(?:source(?:Mapping)?URL|__[A-Za-z]|ts-))/g;

/**
 * A documentation comment of several lines that no text can end or turn into something else.
 *
 * @param lines - text as it is shown; a text with line breaks gives several lines
 * @param indent - in front of every line
 */
export function docBlock(lines: readonly string[], indent: SourceText = NOTHING): SourceText {
  const shown = lines.flatMap((line) => line.split(/\r\n?|\n/)).map(plainLine);
  while (shown.at(-1) === '') shown.pop();
  if (shown.length === 0) return NOTHING;
  const [first = ''] = shown;
  if (shown.length === 1) return vouched(`${indent}/** ${first} */\n`);
  const body = joined(shown.map((line) => vouched(`${indent} *${line === '' ? '' : ` ${line}`}\n`)));
  return code`${indent}/**\n${body}${indent} */\n`;
}

function plainLine(text: string): string {
  return text
    .replace(HIDDEN_IN_COMMENT, escapedCharacter)
    .replace(ORDER, (mark) => escapedCharacter(mark))
    .replaceAll('*/', '*\\/')
    .trimEnd();
}
