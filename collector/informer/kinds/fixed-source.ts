import type { KindEntry, KindSource } from './kind-source';

/** One kind that is named. It is watched whether it is there or not. */
export class FixedSource implements KindSource {
  readonly name: string;

  constructor(private readonly entry: KindEntry) {
    this.name = `${entry.resource}.${entry.version}.${entry.group}`;
  }

  run(tell: (kinds: readonly KindEntry[]) => void): Promise<void> {
    tell([this.entry]);
    return Promise.resolve();
  }

  stop(): void {
    // It does nothing by itself.
  }

  problem(): undefined {
    return undefined;
  }
}
