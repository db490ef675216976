const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * The text that JSON makes of a `!!binary` scalar: its bytes as UTF-8, one replacement character for each byte that is none.
 *
 * @returns undefined where it is no base64 to Go, which takes line breaks in it and no other blank
 */
export function binaryText(text: string): string | undefined {
  const packed = text.replace(/[\r\n]/g, '');
  if (!BASE64.test(packed) || packed.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes);
  } catch {
    return bytewise(bytes, decoder);
  }
}

function bytewise(bytes: Uint8Array, decoder: InstanceType<typeof TextDecoder>): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = lengthAt(bytes[at] ?? 0);
    let character = '\ufffd';
    let used = 1;
    try {
      const read = decoder.decode(bytes.subarray(at, at + length));
      if (read !== '') {
        character = read;
        used = length;
      }
    } catch {
      // No character begins here.
    }
    text += character;
    at += used;
  }
  return text;
}

function lengthAt(byte: number): number {
  if (byte < 0xc0) return 1;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}
