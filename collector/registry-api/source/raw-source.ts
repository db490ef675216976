import { ToolkitError } from '../../../core/errors/toolkit-error';
import { MOST_BYTES, type RegistrySource } from './registry-source';
import { tooLarge } from './registry-text';

/** A file that a server gives out as it is. */
export interface RawFile {
  /** Without credentials. */
  readonly url: URL;
  /** Value of the header, where there is one. */
  readonly authorization: string | undefined;
}

/** Time for a whole answer, in milliseconds: the original's. */
const ANSWER_WITHIN = 30_000;
/** Longest wait that a server may ask for, in milliseconds. */
const LONGEST_WAIT = 15 * 60_000;

/**
 * A registry behind an address. The token goes to that server alone: a redirect to another one is refused.
 */
export function rawSource({ url, authorization }: RawFile): RegistrySource {
  const display = url.href;
  return {
    display,
    file: display,
    async read(known, signal) {
      const headers = new Headers();
      if (authorization !== undefined) headers.set('Authorization', authorization);
      if (known !== undefined) headers.set('If-None-Match', known);
      const ended = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN)]);
      try {
        const response = await ask(url, headers, ended);
        if (response.status === 304 && known !== undefined) {
          await response.body?.cancel();
          return undefined;
        }
        if (response.status !== 200) throw await refusal(response, display);
        const bytes = await readBounded(response, display);
        return { text: bytes, version: response.headers.get('etag') ?? undefined };
      } catch (error) {
        throw signal.aborted ? interrupted(error) : asFailure(error, url);
      }
    },
  };
}

const MOST_REDIRECTS = 5;

async function ask(first: URL, headers: Headers, signal: AbortSignal): Promise<Response> {
  let url = first;
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(url, { headers, signal, redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || response.status === 304 || location === null) {
      return response;
    }
    await response.body?.cancel();
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (next?.origin !== url.origin || redirects >= MOST_REDIRECTS) {
      const to = next?.origin ?? 'an address that cannot be read';
      throw new ToolkitError('registry-unavailable', `${first.href} redirects to ${to}`);
    }
    url = next;
  }
}

async function refusal(response: Response, display: string): Promise<ToolkitError> {
  await response.body?.cancel();
  const { status, headers } = response;
  const message = `unexpected status ${status} from ${display}`;
  if (status === 404) return new ToolkitError('registry-not-found', message);
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const retryAfter = seconds > 0 ? Math.min(seconds * 1000, LONGEST_WAIT) : undefined;
  return new ToolkitError('registry-unavailable', message, { data: { status, retryAfter } });
}

/** What it is after decompression counts. */
async function readBounded(response: Response, display: string): Promise<Buffer> {
  if (Number(response.headers.get('content-length')) > MOST_BYTES) {
    await response.body?.cancel();
    throw tooLarge(display);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw tooLarge(display);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function interrupted(cause: unknown): ToolkitError {
  return new ToolkitError('interrupted', 'the answer with the registry ended early', { cause });
}

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

/** `fetch` hides the reason a few causes deep. */
function asFailure(error: unknown, { href, host }: URL): ToolkitError {
  if (ToolkitError.isToolkitError(error)) return error;
  let reason = Object(error) as Failure;
  if (reason.name === 'TimeoutError') {
    const message = `${href} did not answer within ${ANSWER_WITHIN / 1000} s`;
    return new ToolkitError('registry-unavailable', message, { cause: error });
  }
  for (let depth = 0; depth < 5 && typeof reason.cause === 'object' && reason.cause !== null; depth++) {
    reason = reason.cause;
  }
  const why = typeof reason.code === 'string' ? reason.code : String(reason.message ?? error);
  return new ToolkitError('registry-unavailable', `${host} does not answer: ${why}`, { cause: error });
}
