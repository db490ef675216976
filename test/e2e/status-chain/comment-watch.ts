import { setTimeout } from 'node:timers/promises';
import type { GiteaTarget, SeenComment } from './gitea-target';

/** Keeps every text that the comments of requests had, so that none is missed between two looks of a test: they change once a minute. */
export class CommentWatch {
  private readonly seen = new Map<number, SeenComment[]>();
  private isEnded = false;
  private failure: unknown;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly target: GiteaTarget,
    private readonly numbers: () => readonly number[],
  ) {}

  start(): void {
    this.running = this.run().catch((error: unknown) => {
      this.failure = error;
    });
  }

  /** All texts of the comments of a request, the oldest first. */
  of(number: number): readonly SeenComment[] {
    if (this.failure !== undefined) {
      throw new Error('the comments cannot be watched', { cause: this.failure });
    }
    return this.seen.get(number) ?? [];
  }

  /** The lines that its comment ever had. */
  lines(number: number): readonly string[] {
    return this.of(number).flatMap(({ body }) => body.split(/\r?\n/).filter((line) => line.startsWith('- ')));
  }

  async stop(): Promise<void> {
    this.isEnded = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isEnded) {
      for (const number of this.numbers()) {
        const known = this.seen.get(number) ?? [];
        const now = await this.target.comments(number);
        const isNew = ({ id, body }: SeenComment): boolean =>
          known.findLast((each) => each.id === id)?.body !== body;
        this.seen.set(number, [...known, ...now.filter(isNew)]);
      }
      await setTimeout(250);
    }
  }
}
