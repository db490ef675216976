import { ToolkitError } from '../../../core/errors/toolkit-error';
import { interruptedAt, interruptible } from './interruptible';

/** How requests to a forge are sent, and how much of an answer is taken. */
export interface TransportOptions {
  /** Address of the API; its origin is the only one that requests are sent to. */
  readonly apiUrl: string;
  /** Default: the one of the platform. */
  readonly fetch?: typeof globalThis.fetch;
  /** Ends what is under way at once. */
  readonly signal?: AbortSignal;
  /** Milliseconds from sending a request to the last byte of its answer; default 60,000. */
  readonly timeLimit?: number;
  /** Bytes of one answer, unpacked; default 64 MiB. */
  readonly longestAnswer?: number;
}

/** Sends requests that carry a token. */
export interface ForgeTransport {
  readonly host: string;
  /** Bytes of all answers so far. */
  readonly received: number;
  /**
   * As the `fetch` of the platform, but the answer is there to its last byte, and it goes to one origin alone.
   * Throws `forge-redirected`, `forge-answer-too-large` and `git-aborted`; every other error may be tried again.
   */
  readonly fetch: typeof globalThis.fetch;
}

const TIME_LIMIT = 60_000;
const LONGEST_ANSWER = 64 * 1024 * 1024;
const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Redirects after which the same method and body are sent (RFC 9110, 15.4); the others turn a write into a read. */
const SAME_METHOD = new Set([307, 308]);
/** Answers that have no body (https://fetch.spec.whatwg.org/#null-body-status). */
const NO_BODY = new Set([204, 205, 304]);

/** The one way to a forge's API, for every adapter. */
export function createForgeTransport(options: TransportOptions): ForgeTransport {
  return new Transport(options);
}

class Transport implements ForgeTransport {
  readonly host: string;
  received = 0;
  readonly #options: TransportOptions;
  private readonly origin: string;

  constructor(options: TransportOptions) {
    this.#options = options;
    ({ origin: this.origin, host: this.host } = new URL(options.apiUrl));
  }

  readonly fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const { timeLimit = TIME_LIMIT, signal } = this.#options;
    const isStopped = (): boolean => signal?.aborted === true;
    if (isStopped()) {
      throw interruptedAt(this.host);
    }
    const late = new AbortController();
    const timer = setTimeout(() => {
      late.abort();
    }, timeLimit);
    const ends = [late.signal, signal, init.signal].filter((each) => each !== undefined && each !== null);
    const either = AbortSignal.any(ends);
    try {
      const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
      return await this.follow(new URL(url), init, either);
    } catch (error) {
      if (isStopped()) {
        throw interruptedAt(this.host);
      }
      if (late.signal.aborted) {
        // Without a cause: it would say no more than that it was aborted, by us.
        throw new Error(`no whole answer within ${timeLimit / 1000} s`);
      }
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  /** Sends the request to where it belongs; redirects lead to other addresses of the same origin alone. */
  private async follow(first: URL, init: RequestInit, signal: AbortSignal): Promise<Response> {
    const { fetch = globalThis.fetch } = this.#options;
    const method = (init.method ?? 'GET').toUpperCase();
    let url = first;
    for (let redirects = 0; ; redirects++) {
      this.refuseOther(url, method);
      const sent = fetch(url.href, { ...init, redirect: 'manual', signal });
      const response = await interruptible(sent, signal, () => signal.reason as Error);
      const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
      if (location === null) {
        return this.whole(response, url, signal);
      }
      void response.body?.cancel().catch(() => undefined);
      if (redirects >= MOST_REDIRECTS) {
        throw this.redirected(`${method} more than ${MOST_REDIRECTS} times`);
      }
      if (!URL.canParse(location, url.href)) {
        throw this.redirected(`${method} to what is not an address`);
      }
      url = new URL(location, url.href);
      this.refuseOther(url, method);
      if (method !== 'GET' && method !== 'HEAD' && !SAME_METHOD.has(response.status)) {
        throw this.redirected(`${method} (${response.status}): gitops.repository or apiUrl is out of date`);
      }
    }
  }

  private refuseOther(url: URL, method: string): void {
    if (url.origin !== this.origin) {
      throw this.redirected(`${method} to ${url.host || url.protocol}, where the token does not belong`);
    }
    if (url.username !== '' || url.password !== '') {
      throw this.redirected(`${method} to an address with a password in it`);
    }
  }

  private redirected(what: string): ToolkitError {
    return new ToolkitError('forge-redirected', `${this.host} redirects ${what}`, {
      data: { host: this.host },
    });
  }

  private async whole(response: Response, url: URL, signal: AbortSignal): Promise<Response> {
    const { status, statusText, headers } = response;
    const bytes = response.body === null ? undefined : await this.read(response.body, headers, signal);
    if (status < 200 || status > 599) {
      throw new Error(`HTTP has no status ${status}`);
    }
    const body = NO_BODY.has(status) ? null : (bytes ?? null);
    const answer = new Response(body, { status, statusText, headers });
    Object.defineProperty(answer, 'url', { value: url.href });
    return answer;
  }

  private async read(
    body: ReadableStream<Uint8Array>,
    headers: Headers,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { longestAnswer = LONGEST_ANSWER } = this.#options;
    const reader = body.getReader();
    const chunks: Uint8Array[] = [];
    let length = 0;
    try {
      let tooLong = Number(headers.get('content-length') ?? 0) > longestAnswer;
      while (!tooLong) {
        const { done, value } = await interruptible(reader.read(), signal, () => signal.reason as Error);
        if (done) {
          return Buffer.concat(chunks);
        }
        chunks.push(value);
        length += value.length;
        this.received += value.length;
        tooLong = length > longestAnswer;
      }
    } finally {
      // Ends the connection where the rest is not wanted.
      void reader.cancel().catch(() => undefined);
    }
    throw new ToolkitError(
      'forge-answer-too-large',
      `${this.host} answers with more than ${longestAnswer.toLocaleString('en')} bytes`,
      { data: { host: this.host } },
    );
  }
}
