/** What keeps one client from taking everything. Times in milliseconds, sizes in bytes. */
export interface HttpLimits {
  readonly body: number;
  /** Of all bodies that are in memory at once. */
  readonly bodies: number;
  readonly connections: number;
  /** Until the headers of a request are there. */
  readonly headers: number;
  /** Until a request is there whole. */
  readonly request: number;
}

/** 1 MiB, 256 MiB, 10,000 connections, 10 seconds, 60 seconds. */
export const HTTP_LIMITS: HttpLimits = {
  body: 2 ** 20,
  bodies: 2 ** 28,
  connections: 10_000,
  headers: 10_000,
  request: 60_000,
};
