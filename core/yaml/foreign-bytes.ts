const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const DELETE = 127;

/**
 * As `hasForeignCharacter`, of UTF-8 without a byte order mark at the start. Four bytes at a time: nearly all of them are plain to see.
 */
export function hasForeignBytes(bytes: Buffer): boolean {
  const { length, byteOffset } = bytes;
  const first = Math.min(length, (4 - (byteOffset % 4)) % 4);
  const count = (length - first) >> 2;
  const words = new Uint32Array(bytes.buffer, count === 0 ? 0 : byteOffset + first, count);
  for (let at = 0; at < first; at++) if (isForeignAt(bytes, at)) return true;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as number;
    if (isPlain(word)) continue;
    const at = first + 4 * index;
    if (
      isForeignAt(bytes, at) ||
      isForeignAt(bytes, at + 1) ||
      isForeignAt(bytes, at + 2) ||
      isForeignAt(bytes, at + 3)
    ) {
      return true;
    }
  }
  for (let at = first + 4 * words.length; at < length; at++) if (isForeignAt(bytes, at)) return true;
  return false;
}

/** Four bytes from a space to a tilde, whatever their order; false may be wrong, true never is. */
function isPlain(word: number): boolean {
  // A byte below 0x20 borrows from its high bit, 0x7f carries into it, and those from 0x80 on have it.
  return (((word - 0x20202020) | (word + 0x01010101) | word) & 0x80808080) === 0;
}

/** Whether a foreign character begins at a byte, or a control character is there. */
export function isForeignAt(bytes: Buffer, at: number): boolean {
  const byte = bytes[at] as number;
  if (byte < SPACE) {
    return byte !== NEWLINE && byte !== TAB && (byte !== RETURN || bytes[at + 1] !== NEWLINE);
  }
  if (byte < 0x80) return byte === DELETE;
  const second = bytes[at + 1] as number;
  // U+0080 to U+009F; U+2028 and U+2029; U+FEFF; U+FFFE and U+FFFF. UTF-8 has no halves of surrogate pairs.
  if (byte === 0xc2) return second < 0xa0;
  const third = bytes[at + 2] as number;
  if (byte === 0xe2) return second === 0x80 && (third === 0xa8 || third === 0xa9);
  if (byte !== 0xef) return false;
  return (second === 0xbb && third === 0xbf) || (second === 0xbf && third >= 0xbe);
}
