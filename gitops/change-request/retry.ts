import { pause } from '../../core/async/pause';
import { backoff, retry } from '../../core/async/retry';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { countOf } from '../../core/text/count-of';

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

/**
 * Runs attempts until one does not lose its race, with full jitter in between. A lock held by another process
 * (`target-locked`) counts as a lost race. Throws `request-race-lost`, or that lock's error, after the last one.
 */
export function withRetries<T>(
  policy: RetryPolicy,
  attempt: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { attempts = 20, firstWait = 100, longestWait = 5_000, wait = pause, random = Math.random } = policy;
  return retry(attempt, {
    delay: (error, count) => {
      const isRaceLost = error instanceof RaceLost;
      if (!isRaceLost && !isLocked(error)) return undefined;
      if (count < attempts) return backoff(count, { first: firstWait, longest: longestWait, random });
      if (!isRaceLost) return undefined;
      throw new ToolkitError(
        'request-race-lost',
        `gave up after ${countOf(count, 'attempt')}: ${error.message}`,
      );
    },
    wait: async (milliseconds) => {
      try {
        await wait(milliseconds, signal);
      } catch (cause) {
        throw new ToolkitError('git-aborted', 'the run was interrupted while waiting for its turn', {
          cause,
        });
      }
    },
  });
}

function isLocked(error: unknown): boolean {
  return ToolkitError.isToolkitError(error) && error.code === 'target-locked';
}
