import { text } from 'node:stream/consumers';
import { addAbortSignal, PassThrough } from 'node:stream';

/** Everything that comes on the standard input. */
export function standardInput(signal: AbortSignal): Promise<string> {
  return text(addAbortSignal(signal, process.stdin.pipe(new PassThrough())));
}
