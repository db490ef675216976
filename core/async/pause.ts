import { setTimeout } from 'node:timers/promises';

/**
 * Waits.
 *
 * @param signal - ends the wait at once: the promise is then rejected
 */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });
}
