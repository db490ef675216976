import { isAscii } from 'node:buffer';

const FOREIGN_ASCII = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)/;
/** U+0080 to U+009F, U+2028, U+2029, U+FEFF, U+FFFE and U+FFFF in UTF-8, which has no halves of surrogate pairs. */
const FOREIGN_BYTES = /\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]/;

/**
 * As `hasForeignCharacter`, of UTF-8.
 *
 * @param text - the bytes as Latin-1, without a byte order mark at the start
 */
export function hasForeignBytes(bytes: Buffer, text: string): boolean {
  return FOREIGN_ASCII.test(text) || (!isAscii(bytes) && FOREIGN_BYTES.test(text));
}
