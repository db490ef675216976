/** An answer of a collector. */
export interface Posted {
  readonly status: number;
  /** At most 1 MiB of it. */
  readonly text: string;
  /** What the answer asks for, in milliseconds. */
  readonly retryAfter?: number;
  /** Methods that the place has, where the answer names them. */
  readonly allow?: string;
}

/** Posts JSON to a collector, and asks it. */
export interface Poster {
  /**
   * @param path - from `/api` on
   * @throws ToolkitError `collector-unreachable` where there was no answer: it is not known whether the request was carried out
   */
  post(path: string, body: string): Promise<Posted>;
  /**
   * A GET, which changes nothing.
   *
   * @param path - from `/api` on
   * @throws ToolkitError `collector-unreachable`
   */
  ask(path: string): Promise<Posted>;
  close(): void;
}

/** Milliseconds of a `Retry-After` header: seconds, or a date (RFC 9110 §10.2.3). At most five minutes. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const milliseconds = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(milliseconds) ? undefined : Math.min(Math.max(0, milliseconds), 300_000);
}
