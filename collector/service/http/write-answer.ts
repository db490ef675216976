import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { RequestMetrics } from '../metrics';
import type { Answer } from './route';

/**
 * Sends an answer as it is. Node leaves the body out for HEAD.
 *
 * @param always - headers of every answer of the service
 */
export function writeAnswer(
  response: ServerResponse,
  { status, headers, body }: Answer,
  requestId: string,
  always: Readonly<Record<string, string>>,
): void {
  // These two have no body, whatever a length would say (RFC 9110 §8.6).
  const length = status === 304 || status === 204 ? undefined : { 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(status, { ...always, 'X-Request-Id': requestId, ...headers, ...length });
  response.end(body);
}

/** A request that was answered. */
export interface Answered {
  readonly method: string;
  readonly url: string;
  /** Pattern of its route. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly requestId: string;
}

/** Counts a request and logs it: its path, never its query, headers or body. */
export function noteAnswered(answered: Answered, logger: Logger, metrics: RequestMetrics): void {
  const { method, url, route, status, milliseconds, requestId } = answered;
  metrics.observe(method, route, status, milliseconds / 1000);
  if (!logger.isLevelEnabled('info')) return;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  logger.info(
    { method, path, status, duration: Math.round(milliseconds * 1000) / 1000, requestId },
    'request',
  );
}
