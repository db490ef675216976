import type { ApiClient } from '../connection/api-client';
import { type FailureKind, ReadFailure } from '../connection/read-failure';
import type { KubeRequest } from './kube-request';

/** Time for an answer, in milliseconds: a walk makes many requests, one after the other. */
const ANSWER_WITHIN = 10_000;

/** Statuses that say something about the object; everything else is no answer. */
const STATUSES: Partial<Readonly<Record<FailureKind, number>>> = {
  absent: 404,
  forbidden: 403,
  unauthorized: 401,
  refused: 503,
};

/** Requests of walks, by the client of the reader. */
export function kubeRequestOf(client: Pick<ApiClient, 'text'>): KubeRequest {
  return async (path) => {
    try {
      return { status: 200, body: await client.text(path, AbortSignal.timeout(ANSWER_WITHIN)) };
    } catch (error) {
      const status = error instanceof ReadFailure ? STATUSES[error.kind] : undefined;
      if (!(error instanceof ReadFailure) || status === undefined) throw error;
      const { message, retryAfter } = error;
      return { status, body: message, ...(retryAfter !== undefined && { retryAfter }) };
    }
  };
}
