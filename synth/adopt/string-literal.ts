// What a reader of the source would not see, or not see right, is escaped; line breaks stay only in templates.
const HIDDEN = /[^\n\x20-\x7e\p{L}\p{M}\p{N}\p{P}\p{S}]/gu;

/** A TypeScript literal of exactly this text: in the quotes that need fewer escapes, or a template where it has several lines. */
export function stringLiteral(text: string): string {
  const lines = text.split('\n').length - 1;
  if (lines > 1 || (lines === 1 && !text.endsWith('\n'))) return templateLiteral(text);
  return quotedLiteral(text);
}

/** The same in one line, as property names need it. */
export function quotedLiteral(text: string): string {
  const singles = text.split("'").length;
  const doubles = text.split('"').length;
  const quote = singles > doubles ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n');
  return quote + escaped.replace(HIDDEN, hiddenCharacter) + quote;
}

function templateLiteral(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  // Blanks at a line's end would be stripped by editors.
  return `\`${escaped.replace(HIDDEN, hiddenCharacter).replace(/ (?=\n)/g, '\\x20')}\``;
}

function hiddenCharacter(character: string): string {
  if (character === '\t') return '\\t';
  if (character === '\r') return '\\r';
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}
