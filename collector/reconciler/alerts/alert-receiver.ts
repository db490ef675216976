import { createHash, createHmac } from 'node:crypto';
import { systemErrorCode } from '../../../core/errors/system-failure';
import type { AlertPlace } from './alert-settings';

/** What became of a post. */
export type AlertOutcome =
  | { readonly does: 'taken' }
  /** The receiver does not want these bytes; another try would not change that. */
  | { readonly does: 'refused'; readonly reason: string }
  /** @property retryAfter - what the receiver asks for, in milliseconds */
  | { readonly does: 'failed'; readonly reason: string; readonly retryAfter?: number };

/** Time for a whole exchange, in milliseconds. */
const ANSWER_WITHIN = 10_000;
/** Longest wait that a receiver may ask for, in milliseconds. */
const LONGEST_WAIT = 3_600_000;
/** Bad request, content too large, unprocessable: about the body. A wrong address or secret is mended by somebody, so those are tried again. */
const REFUSED: readonly number[] = [400, 413, 422];

/** Posts to whoever wants to know. Nothing of its answer is read but status and `Retry-After`; a redirect is not followed: nobody checked where it leads. */
export class AlertReceiver {
  constructor(
    private readonly place: AlertPlace,
    private readonly now: () => number,
    private readonly answerWithin = ANSWER_WITHIN,
  ) {}

  /** Where posts go, for logs: without path and query, which often are a secret. */
  get display(): string {
    return this.place.url.origin;
  }

  /** Never rejects. */
  async post(body: string, signal: AbortSignal): Promise<AlertOutcome> {
    const secret = this.place.secret();
    if (secret === undefined) return { does: 'failed', reason: 'the file of the secret cannot be read' };
    try {
      const response = await fetch(this.place.url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(this.answerWithin)]),
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': 'cdk8s-claims-collector',
          'X-Claims-Delivery': createHash('sha256').update(body).digest('hex').slice(0, 32),
          'X-Hub-Signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        },
        body,
      });
      // Whatever it says more, and however long: nobody reads it.
      await response.body?.cancel();
      return this.outcome(response);
    } catch (error) {
      return { does: 'failed', reason: reasonOf(error) };
    }
  }

  private outcome({ status, headers }: Response): AlertOutcome {
    if (status >= 200 && status < 300) return { does: 'taken' };
    if (REFUSED.includes(status)) return { does: 'refused', reason: `it answers ${status}` };
    const redirects = status >= 300 && status < 400;
    const reason = redirects ? `it answers ${status}: redirects are not followed` : `it answers ${status}`;
    const retryAfter = waitOf(headers.get('retry-after'), this.now());
    return { does: 'failed', reason, ...(retryAfter !== undefined && { retryAfter }) };
  }
}

/** Seconds, or a date (RFC 9110 §10.2.3). */
function waitOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const milliseconds = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(milliseconds) ? undefined : Math.min(Math.max(0, milliseconds), LONGEST_WAIT);
}

/** Without words of the error: they may name the address. */
function reasonOf(error: unknown): string {
  const { name, cause } = Object(error) as { name?: unknown; cause?: unknown };
  if (name === 'TimeoutError') return 'it does not answer in time';
  return `it does not answer (${systemErrorCode(cause) ?? systemErrorCode(error) ?? 'the connection failed'})`;
}
