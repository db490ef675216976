interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** How a group was answered: by place in it, a value or what its caller is told instead. */
export type GroupAnswer<Answer> = { readonly value: Answer } | { readonly error: unknown };

/**
 * Collects requests until no more come in and commits them as one group, one group at a time: a sync of the disk costs as much for one report as for many. What comes in while a
 * group is under way is the next one (measured: status-facts.md §1, "commit when the queue stopped growing between two loop turns").
 */
export class GroupQueue<Request, Answer> {
  private waiting: Waiting<Request, Answer>[] = [];
  private isBusy = false;
  private idle: (() => void)[] = [];

  /** @param commit - answers each request of a group; a rejection is the answer to all of them */
  constructor(
    private readonly commit: (requests: readonly Request[]) => Promise<readonly GroupAnswer<Answer>[]>,
  ) {}

  /** The answer to a request, once its group is committed. */
  add(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      if (this.isBusy) return;
      this.isBusy = true;
      this.whenStill(0);
    });
  }

  /** Resolves once nothing waits. */
  async settled(): Promise<void> {
    if (!this.isBusy) return;
    await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private whenStill(length: number): void {
    setImmediate(() => {
      if (this.waiting.length > length) this.whenStill(this.waiting.length);
      else void this.run();
    });
  }

  private async run(): Promise<void> {
    const group = this.waiting;
    this.waiting = [];
    try {
      const answers = await this.commit(group.map(({ request }) => request));
      for (const [index, { resolve, reject }] of group.entries()) {
        const answer = answers[index];
        if (answer !== undefined && 'value' in answer) resolve(answer.value);
        else reject(answer?.error);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    if (this.waiting.length > 0) {
      this.whenStill(0);
      return;
    }
    this.isBusy = false;
    for (const done of this.idle.splice(0)) done();
  }
}
