/** Why an operation failed, independent of transport. Exit code, HTTP status and retry policy are projections of it. */
export type ErrorKind =
  | 'usage'
  | 'config'
  | 'input'
  | 'policy'
  | 'invariant'
  | 'not-found'
  | 'conflict'
  | 'auth'
  | 'unavailable'
  | 'interrupted'
  | 'internal';

interface Projection {
  readonly exitCode: number;
  readonly httpStatus: number;
  readonly retryable: boolean;
}

/** The one table from which every mapping derives (design: exit codes 0, 1, 2, 3, 4, 130). */
export const ERROR_KINDS: Readonly<Record<ErrorKind, Projection>> = {
  usage: { exitCode: 2, httpStatus: 400, retryable: false },
  config: { exitCode: 2, httpStatus: 500, retryable: false },
  input: { exitCode: 4, httpStatus: 422, retryable: false },
  policy: { exitCode: 4, httpStatus: 403, retryable: false },
  invariant: { exitCode: 4, httpStatus: 422, retryable: false },
  'not-found': { exitCode: 1, httpStatus: 404, retryable: false },
  conflict: { exitCode: 1, httpStatus: 409, retryable: true },
  auth: { exitCode: 1, httpStatus: 401, retryable: false },
  unavailable: { exitCode: 1, httpStatus: 503, retryable: true },
  interrupted: { exitCode: 130, httpStatus: 499, retryable: false },
  internal: { exitCode: 1, httpStatus: 500, retryable: false },
};
