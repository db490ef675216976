import { ToolkitError } from '../../core/errors/toolkit-error';
import { LARGEST_DEFINITIONS } from '../../schema/documents/read-definitions';

/** Milliseconds until the last byte. */
const TIME_LIMIT = 60_000;

/** What to send, and how it is called. */
export interface FetchOptions {
  /** Of the source, for messages. */
  readonly name: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * The text at an address: of limited size, within a time limit.
 *
 * @throws ToolkitError `import-source-missing`, `import-source-unreadable`, `interrupted`
 */
export async function fetchText(url: URL, { name, headers = {}, signal }: FetchOptions): Promise<string> {
  const late = AbortSignal.timeout(TIME_LIMIT);
  try {
    const answer = await fetch(url, {
      headers: { 'user-agent': 'cdk8s-claims', ...headers },
      signal: AbortSignal.any([late, signal]),
    });
    if (answer.status === 404) {
      throw new ToolkitError('import-source-missing', `the source '${name}' does not exist (404)`);
    }
    if (!answer.ok) throw unreadable(name, String(answer.status));
    return await bodyOf(answer, name);
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) throw error;
    if (signal.aborted) throw new ToolkitError('interrupted', 'interrupted while importing');
    if (late.aborted) throw unreadable(name, `no whole answer within ${TIME_LIMIT / 1000} s`);
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw unreadable(name, cause instanceof Error ? cause.message : 'no answer');
  }
}

async function bodyOf({ body }: Response, name: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LARGEST_DEFINITIONS) {
      throw unreadable(name, `it is longer than ${LARGEST_DEFINITIONS} characters`);
    }
  }
  return text + decoder.decode();
}

function unreadable(name: string, why: string): ToolkitError {
  return new ToolkitError('import-source-unreadable', `the source '${name}' cannot be read: ${why}`);
}
