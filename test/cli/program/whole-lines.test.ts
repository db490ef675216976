import fc from 'fast-check';
import { wholeLines } from '../../../cli/program/whole-lines';
import { holdSecrets, MASK } from '../../../core/secrets/secrets-in-use';
import { runs, seed } from '../../runs';

const SECRET = 'tök-9f8e7d/6c5b';

test('a secret that is written in pieces is masked, and every other character comes through in its order', () => {
  const secrets = holdSecrets();
  secrets.hold(SECRET);
  try {
    const parts = fc.array(
      fc.constantFrom(SECRET, encodeURIComponent(SECRET), 'word ', '\n', '😀', 'x'.repeat(70_000)),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(parts, fc.array(fc.nat(400_000), { maxLength: 40 }), (pieces, cuts) => {
        const text = pieces.join('');
        let printed = '';
        const lines = wholeLines((piece) => (printed += piece));
        let from = 0;
        for (const cut of [...new Set(cuts)].filter((each) => each < text.length).sort((a, b) => a - b)) {
          lines.push(text.slice(from, cut));
          from = cut;
        }
        lines.push(text.slice(from));
        lines.end();
        const expected = text.replaceAll(SECRET, MASK).replaceAll(encodeURIComponent(SECRET), MASK);
        const merged = new RegExp(`(?:${MASK})+`, 'g');
        expect(printed.replaceAll(merged, MASK)).toBe(expected.replaceAll(merged, MASK));
      }),
      { numRuns: runs(60), seed: seed() },
    );
  } finally {
    secrets.release();
  }
});
