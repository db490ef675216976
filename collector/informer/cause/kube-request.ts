/** An answer of an API server. */
export interface KubeAnswer {
  readonly status: number;
  /** Bounded by who makes the request. */
  readonly body: string;
  /** What the answer asks for, in milliseconds. */
  readonly retryAfter?: number;
}

/**
 * GETs a path of an API server, with credentials and a time limit of its own. Rejects where there was no answer.
 *
 * @param path - from `/api` or `/apis` on, encoded
 */
export type KubeRequest = (path: string) => Promise<KubeAnswer>;
