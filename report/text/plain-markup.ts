import type { Phrase, Piece } from '../view/phrase';
import { grouped } from '../view/phrase';
import type { Markup } from '../review/markup';
import { LONGEST_NAME, shortText } from '../review/visible-text';

/** Names that read as one word; others stand in quotes. */
const ONE_WORD = /^[\w./:@+-]+$/;

/** Plain text for commit messages, which nothing renders. */
export const PLAIN: Markup = {
  text: plain,
  title: plain,
  counts: (counts) => {
    const said = counts.filter(([, count]) => count > 0).map(([word, count]) => `${grouped(count)} ${word}`);
    return said.length === 0 ? 'No claim changes.' : `${said.join(', ')}.`;
  },
  heading: (words) => ({ open: `${words}:\n\n`, close: '' }),
  fold: (summary) => ({ open: `${plain(summary)}\n\n`, close: '' }),
  fence: () => ({ open: '', close: '\n' }),
  rule: '',
};

function plain(words: Phrase): string {
  return words.map(pieceText).join('');
}

function pieceText(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  if ('code' in piece) return name(piece.code, piece.length);
  if ('strong' in piece) return plain(piece.strong);
  if ('file' in piece) return name(piece.line === undefined ? piece.file : `${piece.file}:${piece.line}`);
  return '';
}

function name(text: string, length = LONGEST_NAME): string {
  const shown = shortText(text, length);
  return ONE_WORD.test(shown) ? shown : `'${shown}'`;
}
