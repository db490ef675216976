import { createHash, type Hash } from 'node:crypto';

/** Strong entity tag of a body: its hash, so that replicas agree and a restart changes nothing. */
export function entityTag(bytes: Buffer): string {
  return tagOfHash(createHash('sha256').update(bytes));
}

/** The same, of a body that was hashed piece by piece with SHA-256. */
export function tagOfHash(hash: Hash): string {
  return `"${hash.digest('base64url').slice(0, 27)}"`;
}

/** Whether a client has the body already (RFC 9110 §13.1.2: the comparison is the weak one). */
export function isKnownTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === tag || ifNoneMatch === '*') return true;
  return ifNoneMatch.split(',').some((given) => given.trim().replace(/^W\//, '') === tag);
}
