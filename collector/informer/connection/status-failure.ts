import { field, textField } from '../summary/foreign-fields';
import { type FailureKind, ReadFailure } from './read-failure';

const KINDS: Readonly<Record<number, FailureKind>> = {
  400: 'unsupported',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'absent',
  405: 'unsupported',
  406: 'unsupported',
  410: 'expired',
  415: 'unsupported',
  422: 'unsupported',
};

/** Longest wait that a server may ask for, in milliseconds. */
const LONGEST_WAIT = 300_000;

/**
 * A refusal: of a request, or within a stream (a `Status`, meta/v1).
 *
 * @param header - `Retry-After`, if there is one
 */
export function statusFailure(
  code: number,
  body: unknown,
  header: string | undefined,
  now: number,
): ReadFailure {
  const words = textField(body, 'message', 300);
  const seconds = field(field(body, 'details'), 'retryAfterSeconds');
  const wait = retryAfter(header, now) ?? (typeof seconds === 'number' ? bounded(seconds * 1000) : undefined);
  return new ReadFailure(
    KINDS[code] ?? 'refused',
    `the API server answered ${code}${words === '' ? '' : `: ${words}`}`,
    wait,
  );
}

/** Seconds, or a date (RFC 9110 §10.2.3). */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return bounded(Number(header) * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : bounded(date - now);
}

function bounded(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, 0), LONGEST_WAIT);
}
