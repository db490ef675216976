import fc from 'fast-check';
import { TextBytes } from '../../../core/yaml/text-bytes';
import { runs, seed } from '../../runs';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ maxLength: 200 }),
  fc.nat(100_000).map((length) => 'ä'.repeat(length)),
);

test('puts texts together as UTF-8, however long they are and whatever was put together before', () => {
  const bytes = new TextBytes();
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.nat(300)), { maxLength: 4 }), (parts) => {
      bytes.clear();
      for (const [part, spaces] of parts) {
        bytes.put(part);
        bytes.putSpaces(spaces);
      }
      const whole = parts.map(([part, spaces]) => part + ' '.repeat(spaces)).join('');
      expect(bytes.toString()).toBe(whole);
      const expected = Buffer.from(`blob ${Buffer.byteLength(whole)}\0${whole}`);
      expect(
        Buffer.compare(
          bytes.withHeader((length) => `blob ${length}\0`),
          expected,
        ),
      ).toBe(0);
    }),
    { numRuns: runs(300), seed: seed() },
  );
});
