import { isUtf8 } from 'node:buffer';

/** Beginning of a file that git-crypt has encrypted (git-crypt 0.7, `doc/` and `crypto.hpp`). */
const GIT_CRYPT = Buffer.from('\0GITCRYPT\0', 'latin1');
const BYTE_ORDER_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
const LATIN_1_FROM = 0x20;
const TAB_TO_RETURN = [9, 10, 12, 13];
/** So much of a file says what it is. */
const LOOKED_AT = 8000;

/**
 * Why bytes cannot be read as text, as one sentence, lower case, without a period: that a file is encrypted is no fault of it.
 *
 * @returns undefined for UTF-8
 */
export function whyNoText(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, GIT_CRYPT.length).equals(GIT_CRYPT)) return 'the file is encrypted with git-crypt';
  if (isUtf8(bytes)) return undefined;
  if (BYTE_ORDER_MARKS.some((mark) => bytes.subarray(0, 2).equals(mark))) {
    return 'the file is UTF-16 text, it must be UTF-8';
  }
  const start = bytes.subarray(0, LOOKED_AT);
  const isBinary = start.some((byte) => byte < LATIN_1_FROM && !TAB_TO_RETURN.includes(byte));
  return isBinary ? 'the file is binary' : 'the file is not UTF-8 text';
}
