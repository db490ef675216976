import { setTimeout } from 'node:timers/promises';
import { ToolkitError } from '../../core/errors/toolkit-error';

/** How often and how patiently a lost race is run again. */
export interface RetryPolicy {
  /** Attempts in all; default 20. */
  readonly attempts?: number;
  /** Longest wait before the second attempt, in milliseconds; doubles each time. Default 100. */
  readonly firstWait?: number;
  /** Longest wait of all; default 5,000. */
  readonly longestWait?: number;
  /** Injected in tests. */
  readonly wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to 1, for the jitter. */
  readonly random?: () => number;
}

/** An attempt that lost a race and may be made again. */
export class RaceLost extends Error {}

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });
}

/**
 * Runs attempts until one does not lose its race, with full jitter in between. A lock held by another process
 * (`target-locked`) counts as a lost race. Throws `request-race-lost`, or that lock's error, after the last one.
 */
export async function withRetries<T>(
  policy: RetryPolicy,
  attempt: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const attempts = policy.attempts ?? 20;
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      const locked = ToolkitError.isToolkitError(error) && error.code === 'target-locked';
      if (!locked && !(error instanceof RaceLost)) {
        throw error;
      }
      if (count >= attempts) {
        throw locked
          ? error
          : new ToolkitError('request-race-lost', `gave up after ${count} attempts: ${error.message}`);
      }
    }
    const ceiling = Math.min((policy.firstWait ?? 100) * 2 ** (count - 1), policy.longestWait ?? 5_000);
    try {
      await (policy.wait ?? sleep)(ceiling * (policy.random ?? Math.random)(), signal);
    } catch (error) {
      throw new ToolkitError('git-aborted', 'the run was interrupted while waiting for its turn', {
        cause: error,
      });
    }
  }
}
