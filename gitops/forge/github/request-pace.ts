import { retry } from '../../../core/async/retry';
import { pause } from '../web/interruptible';

type Work = (...args: readonly unknown[]) => unknown;
type Failed = (
  error: unknown,
  info: { readonly args: readonly unknown[]; readonly retryCount: number },
) => unknown;

/** Milliseconds between two requests of a kind, as @octokit/plugin-throttling has them. */
const GAPS = { global: 0, auth: 0, search: 2000, write: 1000, notifications: 3000, retryLimiter: 0 };

/** When the next request of a kind may start, for each host: the forge counts what an account does, not what a client does. */
const next = new Map<string, number>();

/**
 * The limiters of @octokit/plugin-throttling, with its pauses; other than those that it brings along they end at once when a run is
 * interrupted, and keep no process alive.
 */
export function requestPaces(host: string, signal: AbortSignal | undefined): Record<string, object> {
  return Object.fromEntries(
    Object.entries(GAPS).map(([kind, gap]) => [kind, new Pace(host, kind, gap, signal)]),
  );
}

/** What the plugin uses of a Bottleneck. */
class Pace {
  private failed: Failed | undefined;
  private readonly name: string;

  constructor(
    private readonly host: string,
    kind: string,
    private readonly gap: number,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.name = `${kind} ${host}`;
  }

  key(): this {
    return this;
  }

  on(_event: 'failed', handler: Failed): void {
    this.failed = handler;
  }

  schedule(...given: readonly unknown[]): Promise<unknown> {
    const [work, ...args] = (typeof given[0] === 'function' ? given : given.slice(1)) as [Work, ...unknown[]];
    return retry(
      async () => {
        await this.turn();
        return work(...args);
      },
      {
        delay: (error, attempts) => this.wantsRetry(error, args, attempts - 1),
        wait: (milliseconds) => pause(milliseconds, this.host, this.signal),
      },
    );
  }

  /** Milliseconds after which the plugin wants it tried again. */
  private async wantsRetry(
    error: unknown,
    args: readonly unknown[],
    retryCount: number,
  ): Promise<number | undefined> {
    try {
      const wait = await this.failed?.(error, { args, retryCount });
      return typeof wait === 'number' && wait >= 0 ? wait : undefined;
    } catch {
      // The plugin looks for an answer where there was none.
      return undefined;
    }
  }

  private async turn(): Promise<void> {
    const now = performance.now();
    const at = Math.max(next.get(this.name) ?? 0, now);
    next.set(this.name, at + this.gap);
    if (at > now) {
      await pause(at - now, this.host, this.signal);
    }
  }
}
