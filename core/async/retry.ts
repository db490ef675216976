/** When something that failed is tried again. */
export interface Retry {
  /** Milliseconds to wait before the next attempt; undefined where the error is final. */
  readonly delay: (error: unknown, attempts: number) => number | undefined | Promise<number | undefined>;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Waits that double with every attempt. */
export interface Backoff {
  /** Longest wait before the second attempt, in milliseconds. */
  readonly first: number;
  /** Longest wait of all. */
  readonly longest: number;
  /** From 0 to 1: full jitter, so that those who failed together do not come back together. */
  readonly random: () => number;
}

/** Runs attempts until one succeeds or its error is final, which is then thrown. */
export async function retry<T>(attempt: () => Promise<T>, { delay, wait }: Retry): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      const milliseconds = await delay(error, attempts);
      if (milliseconds === undefined) throw error;
      await wait(milliseconds);
    }
  }
}

/** How long to wait after so many attempts. */
export function backoff(attempts: number, { first, longest, random }: Backoff): number {
  return Math.min(first * 2 ** (attempts - 1), longest) * random();
}
