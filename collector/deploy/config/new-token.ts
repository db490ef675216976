import { createHash, randomBytes } from 'node:crypto';

/** Bytes of a token: nobody guesses 256 bits, so a plain hash of it may be shown to anybody. */
const BYTES = 32;

/** A token of a cluster, and what the hub knows of it. */
export interface NewToken {
  readonly token: string;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

/** Makes a token. */
export function newToken(random: (bytes: number) => Buffer = randomBytes): NewToken {
  const token = `claims_${random(BYTES).toString('base64url')}`;
  return { token, hash: createHash('sha256').update(token).digest('hex') };
}
