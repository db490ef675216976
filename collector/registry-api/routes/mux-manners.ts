import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerStar, splitTarget } from '../../service/http/go-paths';
import type { HttpManners } from '../../service/http/manners';
import type { Answer } from '../../service/http/route';
import { NOT_FOUND } from '../../service/http/answers';
import { decodeEscapes } from '../snapshot/go-query';

/** Everybody may read from everywhere: the original's headers, which it sends only where a route matches, and we always. */
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, OPTIONS',
  'Access-Control-Allow-Headers': 'Content-Type, Authorization, X-Request-ID',
  'Access-Control-Expose-Headers': 'X-Request-ID',
};

/** Those of gorilla/mux and of the original's middleware (collector-and-registry.md §2.3). Its broken preflight is mended. */
export const MUX_MANNERS: HttpManners = {
  requestId,
  answerOddPath,
  headers: CORS,
  refuseMethod: (allowed) => ({ status: 405, headers: { Allow: [...allowed].sort().join(', ') }, body: '' }),
  preflight: { status: 204, headers: { 'Access-Control-Max-Age': '86400' }, body: '' },
};

const PLAIN = /^[\x21-\x7e]{1,128}$/;

/** The client's id as it is, where it is one that fits into a log line; else 32 hexadecimal digits. */
function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  if (typeof given === 'string' && PLAIN.test(given)) return given;
  return randomUUID().replaceAll('-', '');
}

const MAY_BE_ODD = /^[^/]|\/\/|\/\.|%/;
const BAD_ESCAPE = /%(?![\da-f]{2})/i;
/** What Go escapes in a path (go.dev/src/net/url, `shouldEscape`). */
const ESCAPED_IN_PATH = /[^\w\-.~$&+,/:;=@]/g;

/**
 * The decoded path counts: one that is not clean is sent to the clean one, one with an encoded slash has no route, an escape that is none is a bad
 * request. What is left is written as our router reads it: without the host of an absolute address, and without bytes that are no text.
 *
 * @returns whether the request was answered
 */
function answerOddPath(request: IncomingMessage, response: ServerResponse): boolean {
  const { url = '/' } = request;
  if (!MAY_BE_ODD.test(url)) return false;
  if (url === '*' && request.method === 'OPTIONS') return answerStar(request, response);
  const { origin, target } = splitTarget(url);
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? '' : target.slice(mark);
  if (BAD_ESCAPE.test(path)) {
    const type = { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' };
    return write(response, { status: 400, headers: type, body: '400 Bad Request' });
  }
  const decoded = path.includes('%') ? decodeEscapes(path) : path;
  const clean = cleanPath(decoded);
  if (clean !== decoded) {
    const location = origin + encodePath(clean) + query;
    return write(response, { status: 301, headers: { ...CORS, Location: location }, body: '' });
  }
  if (/%2f/i.test(path)) {
    return write(response, { ...NOT_FOUND, headers: { ...CORS, ...NOT_FOUND.headers } });
  }
  request.url = encodePath(decoded) + query;
  return false;
}

function write(response: ServerResponse, { status, headers, body }: Answer): boolean {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
  return true;
}

function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const clean = `/${parts.join('/')}`;
  return path.endsWith('/') && clean !== '/' ? `${clean}/` : clean;
}

function encodePath(path: string): string {
  return Buffer.from(path)
    .toString('latin1')
    .replaceAll(
      ESCAPED_IN_PATH,
      (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    );
}
