import { setTimeout as sleep } from 'node:timers/promises';

/** Time of an informer, injected: tests move it by hand. */
export interface InformerClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. Never rejects. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of the machine. */
export const SYSTEM_CLOCK: InformerClock = {
  now: Date.now,
  async wait(milliseconds, signal) {
    // Timers beyond 2^31 fire at once.
    const bounded = Math.min(milliseconds, 2 ** 31 - 1);
    await sleep(bounded, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  },
};
