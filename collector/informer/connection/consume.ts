import type { IncomingMessage } from 'node:http';
import { asReadFailure, ReadFailure } from './read-failure';

/** How a body is read. */
export interface Consuming {
  /** Longest time between two pieces, in milliseconds. */
  readonly silence: number;
  readonly signal: AbortSignal;
}

/**
 * Reads a body to its end, piece by piece. An error of the reader ends it as one of the connection does.
 *
 * @throws ReadFailure
 */
export function consume(
  response: IncomingMessage,
  { silence, signal }: Consuming,
  read: (chunk: Buffer) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let isDone = false;
    const fail = (error: unknown): void => {
      if (isDone) return;
      response.destroy();
      end(() => {
        reject(asReadFailure(error));
      });
    };
    const timer = setTimeout(() => {
      fail(new ReadFailure('silent', `nothing was received for ${silence} ms`));
    }, silence);
    const onAbort = (): void => {
      fail(new ReadFailure('connection', 'reading was ended'));
    };
    const end = (settle: () => void): void => {
      isDone = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    response.on('data', (chunk: Buffer) => {
      timer.refresh();
      try {
        if (!isDone) read(chunk);
      } catch (error) {
        fail(error);
      }
    });
    response.once('end', () => {
      if (!isDone) end(resolve);
    });
    response.on('error', fail);
    response.once('close', () => {
      fail(new ReadFailure('connection', 'the connection was closed early'));
    });
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });
}
