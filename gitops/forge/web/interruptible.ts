import { pause as wait } from '../../../core/async/pause';
import { ToolkitError } from '../../../core/errors/toolkit-error';

/** The error of a run that was interrupted while it waited for a forge. */
export function interruptedAt(host: string): ToolkitError {
  return new ToolkitError('git-aborted', `the request to ${host} was interrupted`);
}

/**
 * What the work gives, or the error made by `stopped` as soon as the signal says so: also for work that does not listen to it.
 * What the work does afterwards is nobody's business any more.
 */
export async function interruptible<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  stopped: () => Error,
): Promise<T> {
  if (signal === undefined) {
    return work;
  }
  let stop: (() => void) | undefined;
  const end = new Promise<never>((_resolve, reject) => {
    stop = (): void => {
      reject(stopped());
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
    work.catch(() => undefined);
  }
}

/** A pause in milliseconds, which an interruption ends at once. */
export async function pause(
  milliseconds: number,
  host: string,
  signal: AbortSignal | undefined,
  waitInstead?: (milliseconds: number) => Promise<void>,
): Promise<void> {
  if (waitInstead !== undefined) {
    await interruptible(waitInstead(milliseconds), signal, () => interruptedAt(host));
    return;
  }
  try {
    await wait(milliseconds, signal);
  } catch {
    throw interruptedAt(host);
  }
}
