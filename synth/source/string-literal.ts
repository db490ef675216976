import { escapedCharacter, HIDDEN_IN_TEXT } from './hidden-character';
import { type SourceText, vouched } from './source-text';

// Tools that look for a source map take this wherever it stands in a file (Node's `findSourceMap`, `source-map-support`).
const MAP_REFERENCE = /(source(?:Mapping)?URL)=/g;

/** A TypeScript literal of exactly this text: in the quotes that need fewer escapes, or a template where it has several lines. */
export function stringLiteral(text: string): SourceText {
  const lines = text.split('\n').length - 1;
  if (lines > 1 || (lines === 1 && !text.endsWith('\n'))) return templateLiteral(text);
  return quotedLiteral(text);
}

/** The same in one line, as property names need it. */
export function quotedLiteral(text: string): SourceText {
  const singles = text.split("'").length;
  const doubles = text.split('"').length;
  const quote = singles > doubles ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n');
  return vouched(quote + shown(escaped) + quote);
}

function templateLiteral(text: string): SourceText {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  // Blanks at a line's end would be stripped by editors.
  return vouched(`\`${shown(escaped).replace(/ (?=\n)/g, '\\x20')}\``);
}

function shown(escaped: string): string {
  return escaped.replace(HIDDEN_IN_TEXT, escapedCharacter).replace(MAP_REFERENCE, '$1\\x3d');
}
