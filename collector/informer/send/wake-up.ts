/** Wakes one who waits for news. He looks first whether there is something to do: news that come while nobody waits are not kept. */
export class WakeUp {
  private resolve: (() => void) | undefined;

  wake(): void {
    this.resolve?.();
  }

  /** Resolves at the next news. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.resolve = resolve;
    });
  }
}
