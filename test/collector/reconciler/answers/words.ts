import type { Phrase } from '../../../../report/view/phrase';

/** A phrase as plain text, foreign pieces in backticks. */
export function plain(words: Phrase): string {
  return words
    .map((piece) => (typeof piece === 'string' ? piece : 'code' in piece ? `\`${piece.code}\`` : ''))
    .join('');
}
