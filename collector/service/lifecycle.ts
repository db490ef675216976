import type { Logger } from 'pino';

/** Something that has to end in order. */
export interface Closing {
  readonly name: string;
  close(): Promise<void>;
}

/** Where signals come from: the process, or a stand-in. */
export interface SignalSource {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  off(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
}

// As Go names them.
const NAMES = { SIGTERM: 'terminated', SIGINT: 'interrupt' } as const;

/**
 * Waits for a signal, then ends what was started, in order, within a budget; with the words of the original. A second signal ends at once.
 *
 * @param budget - time for all of it, in milliseconds
 * @returns the exit code: 0, or 1 where something did not end in time
 */
export async function runUntilSignal(
  process: SignalSource,
  logger: Logger,
  closing: readonly Closing[],
  budget: number,
): Promise<number> {
  const signals = listen(process);
  const signal = await signals.next();
  logger.info(`received signal ${NAMES[signal]}, shutting down`);
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, budget, 'late').unref());
  const again = signals.next();
  const ended = await Promise.race([closeAll(closing, logger), late, again]);
  signals.stop();
  if (ended !== 'closed') {
    logger.error(
      ended === 'late' ? `not everything ended within ${budget} ms` : 'ended at once by a second signal',
    );
    return 1;
  }
  logger.info('server stopped');
  return 0;
}

async function closeAll(closing: readonly Closing[], logger: Logger): Promise<'closed'> {
  for (const part of closing) {
    try {
      await part.close();
    } catch (error) {
      logger.error({ err: error }, `${part.name} did not end`);
    }
  }
  return 'closed';
}

function listen(process: SignalSource): { next(): Promise<keyof typeof NAMES>; stop(): void } {
  const came: (keyof typeof NAMES)[] = [];
  let waiting: ((signal: keyof typeof NAMES) => void) | undefined;
  const listeners = (Object.keys(NAMES) as (keyof typeof NAMES)[]).map((signal) => {
    const listener = (): void => {
      if (waiting === undefined) came.push(signal);
      else waiting(signal);
      waiting = undefined;
    };
    process.on(signal, listener);
    return { signal, listener };
  });
  return {
    next: () =>
      new Promise((resolve) => {
        const first = came.shift();
        if (first === undefined) waiting = resolve;
        else resolve(first);
      }),
    stop() {
      for (const { signal, listener } of listeners) process.off(signal, listener);
    },
  };
}
