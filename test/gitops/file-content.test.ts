import { areSameBytes } from '../../core/bytes/bytes';
import { contentPieces, contentText, contentWindows } from '../../gitops/file-content';

describe('the content of a file in pieces', () => {
  test('is the text that its pieces make together, also where a character is cut', () => {
    const bytes = Buffer.from('größe\n');
    const pieces = [bytes.subarray(0, 3), bytes.subarray(3)];
    expect(contentText(pieces)).toBe('größe\n');
    expect(Buffer.concat(contentPieces('größe\n'))).toEqual(bytes);
  });

  test('is the same as bytes only where nothing is missing, more or another', () => {
    const pieces = [Buffer.from('ab'), Buffer.from(''), Buffer.from('c')];
    const said = ['abc', 'ab', 'abcd', 'abd', ''].map((text) => areSameBytes(pieces, Buffer.from(text)));
    expect(said).toEqual([true, false, false, false, false]);
    expect(areSameBytes([], Buffer.alloc(0))).toBe(true);
  });

  test('is looked at in windows, of which one holds whatever stands across two', () => {
    const word = 'hidden-word';
    for (const at of [0, 999_995, 1_000_000, 1_935_993, 2_500_000]) {
      const bytes = Buffer.alloc(3_000_000, 'x');
      bytes.write(word, at);
      const pieces = [
        bytes.subarray(0, 999_998),
        bytes.subarray(999_998, 1_000_001),
        bytes.subarray(1_000_001),
      ];
      const windows = [...contentWindows(pieces)];
      expect(windows.some((window) => window.includes(word))).toBe(true);
      expect(Math.max(...windows.map(({ length }) => length))).toBeLessThanOrEqual(1_000_000);
    }
  });

  test('is looked at as a whole where it is a text', () => {
    expect([...contentWindows('text')]).toEqual(['text']);
  });
});
