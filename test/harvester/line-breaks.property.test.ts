import fc from 'fast-check';
import { indexedLines, searchedLines } from '../../harvester/text/line-breaks';
import { runs, seed } from '../runs';

test('an index of lines answers as a search of the text does, at every offset', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'ß', '🚀') }), (text) => {
      const indexed = indexedLines(text);
      const searched = searchedLines(text);
      for (let offset = 0; offset <= text.length; offset++) {
        expect(indexed.next(offset)).toBe(searched.next(offset));
        if (offset > 0) expect(indexed.start(offset)).toBe(searched.start(offset));
      }
      expect(indexed.start(0)).toBe(0);
    }),
    { numRuns: runs(100), seed: seed() },
  );
});
