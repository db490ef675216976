import { goJsonText } from './go-json-text';
import type { BodyRefusal } from './read-body';
import type { Answer } from './route';

const JSON_HEADERS = { 'Content-Type': 'application/json' };
// What Go's http.Error sets.
const TEXT_HEADERS = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };

/** An answer of JSON, as Go writes it. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers?: Readonly<Record<string, string>>,
): Answer {
  return {
    status,
    headers: headers === undefined ? JSON_HEADERS : { ...JSON_HEADERS, ...headers },
    body: goJsonText(value),
  };
}

/** An answer of text, as Go's `http.Error` sends it: also the JSON of the original's errors goes as text. */
export function textAnswer(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers: { ...TEXT_HEADERS, ...headers }, body };
}

/** A body that was not read. */
export function bodyRefusal(reason: BodyRefusal): Answer {
  return reason === 'too large' ? jsonAnswer(413, { error: 'request body too large' }) : BUSY;
}

/** There is too much to do at the moment; the same request may be made again. */
export const BUSY: Answer = {
  status: 503,
  headers: { ...JSON_HEADERS, 'Retry-After': '1' },
  body: goJsonText({ error: 'too many requests at once' }),
};

/** There is no such path. */
export const NOT_FOUND: Answer = textAnswer(404, '404 page not found\n');

/** The path knows other methods. */
export function methodNotAllowed(allowed: readonly string[]): Answer {
  return textAnswer(405, 'Method Not Allowed\n', { Allow: [...allowed].sort().join(', ') });
}
