import type { Piece, Phrase } from '../view/phrase';
import { grouped } from '../view/phrase';
import type { Markup } from '../review/markup';
import { htmlCode, inlineCode, longestRun } from './inline-code';
import { markdownLink, sourceLink } from './source-link';

/** Markdown as GitHub and Gitea show it. */
export const MARKDOWN: Markup = {
  text: inline,
  title: (words) => `## ${inline(words)}`,
  counts: (counts) =>
    [
      `| ${counts.map(([word]) => word).join(' | ')} |`,
      `|${' ---: |'.repeat(counts.length)}`,
      `| ${counts.map(([, count]) => grouped(count)).join(' | ')} |`,
    ].join('\n'),
  heading: (words) => ({ open: `### ${words}\n\n`, again: `### ${words} (continued)\n\n`, close: '' }),
  fold: (words) => {
    // Markdown does not reach in there.
    const summary = words.map((piece) => (isCode(piece) ? htmlCode(piece.code) : pieceText(piece))).join('');
    return {
      open: `<details><summary>${summary}</summary>\n\n`,
      again: `<details><summary>${summary} (continued)</summary>\n\n`,
      close: '</details>\n\n',
    };
  },
  // A fence longer than any run of its character within; the word after it is ours, never the content's.
  fence: (groups) => {
    let longest = 2;
    for (const { title, lines } of groups) {
      longest = Math.max(longest, longestRun(title));
      for (const line of lines) longest = Math.max(longest, longestRun(line));
    }
    const fence = '`'.repeat(longest + 1);
    return { open: `${fence}diff\n`, close: `${fence}\n\n` };
  },
  rule: '---',
};

function inline(words: Phrase): string {
  let text = '';
  for (const piece of words) text += pieceText(piece);
  return text;
}

function pieceText(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  if ('code' in piece) return inlineCode(piece.code, piece.length);
  if ('strong' in piece) return `**${inline(piece.strong)}**`;
  if ('file' in piece) return sourceLink(piece.file, piece.line, piece.base);
  return markdownLink(piece.address);
}

function isCode(piece: Piece): piece is Extract<Piece, { readonly code: string }> {
  return typeof piece !== 'string' && 'code' in piece;
}
