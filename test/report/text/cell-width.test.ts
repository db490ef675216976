import fc from 'fast-check';
import { runs } from '../../runs';
import { cellWidth, indexAfterCells } from '../../../report/text/cell-width';
import { own, padded, shownLength, visible } from '../../../report/text/shown';
import { valueText } from '../../../report/text/value-text';

describe('columns of a terminal', () => {
  test.each([
    ['plain', 'claims', 6],
    ['accents in one character', 'café', 4],
    ['accents as marks of their own', 'cafe\u0301', 4],
    ['Chinese', '東京', 4],
    ['Korean', '서울', 4],
    ['Japanese with a fullwidth bracket', 'ｱ（ア', 5],
    ['an emoji', 'a🚀b', 4],
    ['a character beyond the first plane that is not wide', '𝒳', 1],
    ['Hebrew', 'שלום', 4],
    ['marks of Thai', '\u0e17\u0e35\u0e48\u0e19\u0e38', 2],
    ['nothing', '', 0],
  ])('%s', (_what, text, cells) => {
    expect(cellWidth(text)).toBe(cells);
  });

  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((raw) => visible(raw));

  test('a cut never takes more than it may, and never half of a character', () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 40 }), (whole, cells) => {
        const end = indexAfterCells(whole, cells);
        const cut = whole.slice(0, end);
        expect(cellWidth(cut)).toBeLessThanOrEqual(cells);
        expect(cut).not.toMatch(/\p{Cs}/u);
        if (end < whole.length) expect(cellWidth(cut)).toBeGreaterThanOrEqual(cells - 1);
      }),
      { numRuns: runs(300) },
    );
  });

  test('cells of a table and values of a diff fill or fit their columns, whatever they are written in', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 40 }), (whole, columns) => {
        expect(shownLength(padded(whole, 80))).toBe(80);
        expect(shownLength(valueText(whole, columns))).toBeLessThanOrEqual(columns);
      }),
      { numRuns: runs(300) },
    );
    expect(padded(visible('東京'), 6)).toBe(own('東京  '));
  });
});
