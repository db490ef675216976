import { setTimeout } from 'node:timers/promises';
import type { ReadClock } from './read/list-watch';

/** The clock of the machine. */
export const SYSTEM_CLOCK: ReadClock = {
  now: Date.now,
  random: Math.random,
  async wait(milliseconds, signal) {
    try {
      await setTimeout(milliseconds, undefined, { signal });
    } catch {
      // Ended early.
    }
  },
};
