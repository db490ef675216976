import { LONGEST_NAME, shortText } from '../review/visible-text';

/**
 * Foreign text as a code span: no mention, link, HTML, reference or emphasis in it comes alive. The span is opened by one
 * backtick more than the longest run in the text (CommonMark 0.31, §6.1).
 */
export function inlineCode(text: string, length = LONGEST_NAME): string {
  const shown = shortText(text, length);
  if (shown === '') {
    return '`""`';
  }
  const ticks = '`'.repeat(longestRun(shown) + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return ticks + pad + shown + pad + ticks;
}

/** Foreign text inside `<summary>`, where Markdown does not reach: `<code>` with every special character as an entity. */
export function htmlCode(text: string): string {
  const shown = shortText(text, LONGEST_NAME) || '""';
  return `<code>${shown.replace(/[^A-Za-z0-9 ./-]/gu, (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`)}</code>`;
}

/** Length of the longest run of backticks. */
export function longestRun(text: string): number {
  let longest = 0;
  let run = 0;
  for (let index = text.indexOf('`'); index !== -1 && index < text.length; index += 1) {
    run = text.charCodeAt(index) === BACKTICK ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

const BACKTICK = 0x60;
