import { withoutTrailing } from '../trim-ends';

/** A secret in one of the forms in which it may stand in a text. */
export interface SecretForm {
  readonly text: string;
  /** What stands around it in the same alphabet tells of the secret too, or of what it was encoded with. */
  readonly inBase64: boolean;
}

/** A shorter piece of base64 could be anything. */
const SHORTEST_BASE64 = 6;

/**
 * The forms of a secret that need no decoding to be found: as it is, in either normal form of Unicode, as UTF-8 that was read as
 * Latin-1, as form data and inside single quotes of a shell, in hexadecimal, and in base64 and base64url wherever it begins inside
 * of what was encoded (`user:secret` for any user).
 */
export function secretForms(secret: string): readonly SecretForm[] {
  const raw = new Set([
    secret,
    secret.normalize('NFC'),
    secret.normalize('NFD'),
    Buffer.from(secret).toString('latin1'),
    secret.replaceAll(' ', '+'),
    secret.replaceAll("'", String.raw`'\''`),
  ]);
  const encoded = new Set<string>();
  const bytes = [Buffer.from(secret)];
  if (isLatin1(secret)) bytes.push(Buffer.from(secret, 'latin1'));
  const urlEncoded = encodeURIComponent(bytes[0]?.toString() ?? '');
  if (urlEncoded !== secret) bytes.push(Buffer.from(urlEncoded));
  for (const each of bytes) {
    raw.add(each.toString('hex')).add(each.toString('hex').toUpperCase());
    for (const piece of base64Pieces(each)) {
      encoded.add(piece).add(piece.replaceAll('+', '-').replaceAll('/', '_'));
    }
  }
  return [
    ...[...raw].map((text) => ({ text, inBase64: false })),
    ...[...encoded].map((text) => ({ text, inBase64: true })),
  ];
}

/** What base64 makes of these bytes whatever stands before and after: three bytes are four characters, so there are three ways. */
function base64Pieces(bytes: Buffer): string[] {
  const pieces: string[] = [];
  for (const before of [0, 1, 2]) {
    const text = withoutTrailing(Buffer.concat([Buffer.alloc(before), bytes]).toString('base64'), '=');
    const start = Math.ceil((before * 8) / 6);
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    const piece = text.slice(start, end);
    if (piece.length >= SHORTEST_BASE64) pieces.push(piece);
  }
  return pieces;
}

function isLatin1(text: string): boolean {
  return /[\x80-\xff]/.test(text) && !/[^\0-\xff]/.test(text);
}
