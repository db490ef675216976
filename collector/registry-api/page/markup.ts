import { EVERY_INVISIBLE, hasInvisible } from '../../../core/text/invisible-characters';

/** HTML that was made by {@link html}: nothing of it needs escaping any more. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: text is escaped, lists are joined, undefined is nothing. */
export type Part = string | number | Markup | readonly Part[] | undefined;

/** HTML with every value in it escaped, in text and in quoted attributes alike. Values never stand anywhere else. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = texts[0] ?? '';
  for (const [index, part] of parts.entries()) text += written(part) + (texts[index + 1] ?? '');
  return new Markup(text);
}

function written(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(written).join('');
  return escapeHtml(String(part));
}

const SPECIAL = /[&<>"'`]/g;

/** Text that no browser takes for markup, and no reader for something else than it is: what cannot be seen is spelled out. */
function escapeHtml(text: string): string {
  const seen = hasInvisible(text) ? text.replaceAll(EVERY_INVISIBLE, spelled) : text;
  return seen.replaceAll(SPECIAL, (character) => `&#${character.charCodeAt(0)};`);
}

function spelled(character: string): string {
  if (/[\n\r\t]/.test(character)) return ' ';
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
