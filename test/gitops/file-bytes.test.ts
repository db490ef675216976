import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { areSameBytes, areUtf8, type Bytes, indexOfText, partOf, windowsOf } from '../../core/bytes/bytes';
import { FileBytes } from '../../gitops/file-bytes';
import { temporaryFolder } from '../fixtures/git/git';

/** Of a window. */
const SIZE = 256 * 1024;

describe('bytes of a file', () => {
  const folder = temporaryFolder();
  const opened: number[] = [];
  afterAll(() => {
    for (const descriptor of opened) closeSync(descriptor);
    folder.remove();
  });
  const inFile = (bytes: Buffer): Bytes => {
    const path = join(folder.path, `file-${opened.length}`);
    writeFileSync(path, bytes);
    opened.push(openSync(path, 'r'));
    return new FileBytes(opened.at(-1)!, bytes.length);
  };
  /** Three windows of letters, with something put across the end of the first one. */
  const across = (text: string, before: number): Buffer => {
    const bytes = Buffer.alloc(3 * SIZE, 'x');
    Buffer.from(text).copy(bytes, SIZE - before);
    return bytes;
  };

  test('are those of a buffer, whole and in parts of parts', () => {
    const buffer = across('größe', 3);
    const bytes = inFile(buffer);
    expect(bytes.toString()).toBe(buffer.toString());
    const part = partOf(partOf(bytes, SIZE - 10, SIZE + 10), 5, 15);
    expect(part.toString()).toBe(buffer.toString('utf8', SIZE - 5, SIZE + 5));
    const windows = [...windowsOf([part, Buffer.from('y'), bytes])].map(({ length }) => length);
    expect(windows).toEqual([SIZE, SIZE, SIZE, 11]);
    expect([...windowsOf([])]).toEqual([]);
  });

  test('are searched also across the end of a window', () => {
    for (const before of [0, 1, 4, 5, SIZE]) {
      const buffer = across('\nkey:', before);
      const bytes = inFile(buffer);
      expect(indexOfText(bytes, '\nkey:', 0)).toBe(SIZE - before);
      expect(indexOfText(bytes, '\nkey:', SIZE - before + 1)).toBe(-1);
      expect(indexOfText(partOf(bytes, 7, buffer.length), '\nkey:', 0)).toBe(
        buffer.subarray(7).indexOf('\nkey:'),
      );
    }
  });

  test('are UTF-8 where a character is cut by a window, and are not where half of one is missing', () => {
    for (const character of ['ö', '€', '🚀']) {
      const { length } = Buffer.from(character);
      for (let before = 0; before <= length; before++) {
        const buffer = across(character, before);
        expect(areUtf8(inFile(buffer))).toBe(true);
        buffer[SIZE - before + length - 1] = 0x78;
        expect(areUtf8(inFile(buffer))).toBe(false);
      }
      expect(areUtf8(inFile(Buffer.concat([Buffer.alloc(SIZE, 'x'), Buffer.from(character)])))).toBe(true);
      expect(areUtf8(inFile(Buffer.from(character).subarray(0, length - 1)))).toBe(false);
    }
  });

  test('are the same as pieces only where nothing is missing, more or another', () => {
    const buffer = across('größe', 3);
    const bytes = inFile(buffer);
    const pieces = [partOf(bytes, 0, SIZE), Buffer.from(''), buffer.subarray(SIZE)];
    expect(areSameBytes(pieces, bytes)).toBe(true);
    expect(areSameBytes([bytes], bytes)).toBe(true);
    expect(areSameBytes([partOf(bytes, 0, SIZE), Buffer.from('y'), buffer.subarray(SIZE + 1)], bytes)).toBe(
      false,
    );
    expect(areSameBytes([partOf(bytes, 0, SIZE)], bytes)).toBe(false);
    expect(areSameBytes([...pieces, Buffer.from('x')], bytes)).toBe(false);
  });
});
