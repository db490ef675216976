import { ToolkitError } from '../../core/errors/toolkit-error';

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

const NO_ANSWER = new ToolkitError('store-unavailable', 'the store gave no answer');

/** How a group was answered: by place in it, a value or what its caller is told instead. */
export type GroupAnswer<Answer> = { readonly value: Answer } | { readonly error: unknown };

/**
 * Collects the requests of a turn of the event loop and hands them on as one group: a sync of the disk costs as much for one report as for many. What comes in while as many
 * groups are under way as may be is the next one.
 */
export class GroupQueue<Request, Answer> {
  private waiting: Waiting<Request, Answer>[] = [];
  private underWay = 0;
  private isPlanned = false;
  private idle: (() => void)[] = [];

  /**
   * @param commit - answers each request of a group; a rejection is the answer to all of them
   * @param most - groups that may be under way at once
   */
  constructor(
    private readonly commit: (requests: readonly Request[]) => Promise<readonly GroupAnswer<Answer>[]>,
    private readonly most: number,
  ) {}

  /** The answer to a request, once its group is committed. */
  add(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      this.plan();
    });
  }

  /** Resolves once nothing waits. */
  async settled(): Promise<void> {
    if (this.waiting.length === 0 && this.underWay === 0) return;
    await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private plan(): void {
    if (this.isPlanned || this.underWay >= this.most || this.waiting.length === 0) return;
    this.isPlanned = true;
    setImmediate(() => {
      this.isPlanned = false;
      void this.run();
    });
  }

  private async run(): Promise<void> {
    const group = this.waiting;
    this.waiting = [];
    this.underWay += 1;
    try {
      const answers = await this.commit(group.map(({ request }) => request));
      for (const [index, { resolve, reject }] of group.entries()) {
        const answer = answers[index] ?? { error: NO_ANSWER };
        if ('value' in answer) resolve(answer.value);
        else reject(answer.error);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    this.underWay -= 1;
    this.plan();
    if (this.waiting.length === 0 && this.underWay === 0) for (const done of this.idle.splice(0)) done();
  }
}
