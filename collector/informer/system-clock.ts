import { SYSTEM_CLOCK } from './informer-clock';
import type { ReadClock } from './read/list-watch';

/** The clock of the machine, for what reads. */
export const READ_CLOCK: ReadClock = { ...SYSTEM_CLOCK, random: Math.random };
