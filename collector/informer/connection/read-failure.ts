/**
 * Why reading ended, as far as it matters for what is done next.
 * - `expired`: the version is too old (410), a new list is needed
 * - `absent`: the API server has no such resource (404)
 * - `forbidden`, `unauthorized`: 403, 401
 * - `unsupported`: the request is one that this server does not know
 * - `refused`: busy or failing: 429, 5xx and every other status
 * - `connection`: it could not be made, or broke
 * - `broken`: what came is not what a server sends: a line that was cut, no JSON, too large
 * - `silent`: nothing came for too long
 */
export type FailureKind =
  | 'expired'
  | 'absent'
  | 'forbidden'
  | 'unauthorized'
  | 'unsupported'
  | 'refused'
  | 'connection'
  | 'broken'
  | 'silent';

/** Reading failed; it is always tried again. */
export class ReadFailure extends Error {
  /** @param retryAfter - the server's wish, in milliseconds */
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly retryAfter?: number,
  ) {
    super(message);
    this.name = 'ReadFailure';
  }
}

/** Any error as one of ours: what is none is a connection that broke. */
export function asReadFailure(error: unknown): ReadFailure {
  if (error instanceof ReadFailure) return error;
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: unknown };
  const words = [code, message].filter((part) => typeof part === 'string').join(': ');
  return new ReadFailure('connection', `the connection failed: ${words.slice(0, 300)}`);
}
