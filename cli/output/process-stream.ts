import { fstatSync, writeSync } from 'node:fs';
import type { CliStream } from './text-sink';

/** A stream of this process. */
type Stream = NodeJS.WriteStream & { readonly fd: number };

/**
 * A stream of this process that knows whether what was written to it arrived. Files and devices are written to the last byte here: Node's own
 * stream takes a short write (a disk that fills up, a limit) for a whole one.
 *
 * @param onFailure - told once, as soon as something does not arrive
 */
export function processStream(
  stream: Stream,
  onFailure: (error: NodeJS.ErrnoException) => void = () => undefined,
): CliStream {
  let failure: NodeJS.ErrnoException | undefined;
  let pending = 0;
  let idle: (() => void) | undefined;
  const fail = (error: NodeJS.ErrnoException): void => {
    if (failure !== undefined) return;
    failure = error;
    onFailure(error);
  };
  // Without a listener an error of a stream ends the process.
  stream.on('error', fail);
  const isFile = !stream.isTTY && isFileOrDevice(stream.fd);
  const write = (text: string): void => {
    if (failure !== undefined || text === '') return;
    if (isFile) {
      try {
        writeWhole(stream.fd, Buffer.from(text));
      } catch (error) {
        fail(error as NodeJS.ErrnoException);
      }
      return;
    }
    pending += 1;
    stream.write(text, (error) => {
      pending -= 1;
      if (error) fail(error);
      if (pending === 0) idle?.();
    });
  };
  return {
    isTTY: stream.isTTY,
    get columns() {
      return stream.columns;
    },
    write,
    settled: () =>
      new Promise((resolve) => {
        idle = () => {
          resolve(failure);
        };
        if (pending === 0) idle();
      }),
  };
}

function isFileOrDevice(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.isFile() || found.isCharacterDevice();
  } catch {
    return false;
  }
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) {
    const count = writeSync(descriptor, bytes, written);
    if (count === 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' });
    written += count;
  }
}
