import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Answers what the original's router answers before any route is asked: a path that is not clean is sent to the clean one (307, the method stays), an escape that is none is a bad
 * request (net/http ServeMux and URL of Go 1.26: status-facts.md §6).
 *
 * @returns whether the request was answered
 */
export function answerOddPath(request: IncomingMessage, response: ServerResponse): boolean {
  const { url = '/', method } = request;
  if (!MAY_BE_ODD.test(url)) return false;
  if (BAD_ESCAPE.test(url)) {
    const body = '400 Bad Request';
    const type = { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' };
    response.writeHead(400, { ...type, 'Content-Length': body.length });
    response.end(body);
    return true;
  }
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const clean = cleanPath(path);
  if (clean === path) return false;
  const location = clean + url.slice(path.length);
  const isRead = method === 'GET' || method === 'HEAD';
  const body = isRead ? `<a href="${escapeHtml(location)}">Temporary Redirect</a>.\n\n` : '';
  response.writeHead(307, {
    Location: location,
    ...(isRead && { 'Content-Type': 'text/html; charset=utf-8' }),
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(method === 'HEAD' ? '' : body);
  return true;
}

const MAY_BE_ODD = /\/\/|\/\.|%/;
const BAD_ESCAPE = /%(?![\dA-F]{2})/i;

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

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
