import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestId } from './request-id';

/**
 * Answers what the original's router answers before any route is asked: a path that is not clean is sent to the clean one (307, the method stays), an escape that is none is a bad
 * request (net/http ServeMux and net/url of Go 1.26: status-facts.md §6). What is left is written as our router reads it: without the host of an absolute address, and without bytes
 * that are no text.
 *
 * @returns whether the request was answered
 */
export function answerOddPath(request: IncomingMessage, response: ServerResponse): boolean {
  const { url = '/' } = request;
  if (!MAY_BE_ODD.test(url)) return false;
  if (url === '*') return answerStar(request, response);
  const { target } = splitTarget(url);
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? '' : target.slice(mark);
  if (BAD_ESCAPE.test(path)) {
    // As Go's server itself: before the handlers, so without an id.
    const type = { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' };
    const body = '400 Bad Request';
    response.writeHead(400, { ...type, 'Content-Length': body.length });
    response.end(body);
    return true;
  }
  const escaped = MUST_ESCAPE.test(path) ? escapePath(path.replace(/%[\dA-F]{2}/gi, unescaped)) : path;
  const clean = cleanPath(escaped);
  if (clean !== escaped) {
    // Go escapes the path, which is escaped already, once more.
    redirect(request, response, escapePath(clean) + query);
    return true;
  }
  request.url = path.replaceAll('#', '%23').replace(/(?:%[\dA-F]{2})+/gi, asText) + query;
  return false;
}

/** What proxies send: an address with its host (RFC 9112 §3.2.2). Only what follows the host counts. */
export function splitTarget(url: string): { readonly origin: string; readonly target: string } {
  const [origin = ''] = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(url) ?? [];
  return { origin, target: url.slice(origin.length) };
}

const MAY_BE_ODD = /^[^/]|\/\/|\/\.|[%#]/;
const BAD_ESCAPE = /%(?![\dA-F]{2})/i;
/** What may not stand in a path as it is (net/url: `validEncoded`). */
const MUST_ESCAPE = /[^\w\-.~!$&'()*+,;=:@[\]/%]/;

/** Not about any path: OPTIONS asks whether the server is there. */
export function answerStar(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method === 'OPTIONS') response.writeHead(200, { 'Content-Length': 0 });
  else {
    response.writeHead(400, { 'X-Request-Id': requestId(request), Connection: 'close', 'Content-Length': 0 });
  }
  response.end();
  return true;
}

function redirect(request: IncomingMessage, response: ServerResponse, location: string): void {
  const { method } = request;
  const isRead = method === 'GET' || method === 'HEAD';
  const body = isRead ? `<a href="${escapeHtml(location)}">Temporary Redirect</a>.\n\n` : '';
  response.writeHead(307, {
    'X-Request-Id': requestId(request),
    Location: location,
    ...(isRead && { 'Content-Type': 'text/html; charset=utf-8' }),
    ...(method !== 'HEAD' && { 'Content-Length': Buffer.byteLength(body) }),
  });
  response.end(method === 'HEAD' ? '' : body);
}

/** The shortest path that names the same: no `.`, `..` or empty parts; a slash at the end stays. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const clean = `/${parts.join('/')}`;
  return path.endsWith('/') && clean !== '/' ? `${clean}/` : clean;
}

/** A byte of each character of Node's request line. */
function escapePath(path: string): string {
  return path.replace(
    /[^\w\-.~$&+,/:;=@]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function unescaped(escape: string): string {
  return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
}

/** Escapes that decode to text; others stand for U+FFFD. */
function asText(escapes: string): string {
  const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
  return encodeURIComponent(bytes.toString()).replaceAll("'", '%27');
}

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => HTML[character] ?? character);
}
