import type { Logger } from 'pino';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Answers } from './answers';

/** What a loop of answers is made of. */
export interface AnswerLoopOptions {
  readonly answers: Pick<Answers, 'pass' | 'nextWrite'>;
  readonly logger: Logger;
  /** Ends what is under way. */
  readonly abort: AbortController;
}

/** Milliseconds between two looks at the store, and longest pause after failures. */
const PASS_EVERY = 5_000;
const LONGEST_PAUSE = 600_000;

/** Answers again and again, one pass after the other: driven by what the store says, not by the interval of the registry. */
export class AnswerLoop {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> | undefined;
  private failures = 0;

  constructor(private readonly options: AnswerLoopOptions) {}

  /** Begins; until {@link close} nothing ends it. */
  start(): void {
    if (this.options.abort.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.underWay = this.passOnce().finally(() => {
        this.start();
      });
    }, this.pause());
  }

  /** Begins no further pass, and waits for the one under way. @param grace - milliseconds after which that is ended, too */
  async close(grace: number): Promise<void> {
    const { abort } = this.options;
    clearTimeout(this.timer);
    const late = setTimeout(() => {
      abort.abort();
    }, grace);
    await this.underWay;
    clearTimeout(late);
    abort.abort();
    clearTimeout(this.timer);
  }

  private async passOnce(): Promise<void> {
    const { answers, logger, abort } = this.options;
    try {
      await answers.pass();
      this.failures = 0;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.failures += 1;
      const reason = ToolkitError.isToolkitError(error) ? error.message : String(error);
      logger.warn(
        { err: error, failures: this.failures },
        `the results of merged requests are not posted: ${reason}`,
      );
    }
  }

  private pause(): number {
    if (this.failures > 0) return Math.min(PASS_EVERY * 2 ** this.failures, LONGEST_PAUSE);
    return Math.min(PASS_EVERY, this.options.answers.nextWrite ?? PASS_EVERY);
  }
}
