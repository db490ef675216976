import type { Seen, SeenSink } from '../seen';

/** What the queue tells about itself. */
export interface QueueObserver {
  /** A state was replaced by a later one of the same object before anybody was told. */
  readonly coalesced: () => void;
  /** The sink threw. */
  readonly failed: (error: unknown) => void;
}

/**
 * Keeps what was seen until the loop has a turn: reading goes on whatever the receiver does. Of an object only the latest is kept, in the order of the latest; an error of the
 * receiver is counted and ends nothing.
 */
export class KeyedQueue implements SeenSink {
  private pending = new Map<string, Seen>();
  private turn: NodeJS.Immediate | undefined;
  private marks = 0;

  constructor(
    private readonly receiver: SeenSink,
    private readonly observer: QueueObserver,
  ) {}

  get size(): number {
    return this.pending.size;
  }

  seen(what: Seen): void {
    const key = this.keyOf(what);
    // Removed first: it must come after everything that was seen before it, a complete list above all.
    if (this.pending.delete(key)) this.observer.coalesced();
    this.pending.set(key, what);
    this.turn ??= setImmediate(() => {
      this.drain();
    });
  }

  /** Hands over what is left, at once. */
  drain(): void {
    if (this.turn !== undefined) clearImmediate(this.turn);
    this.turn = undefined;
    const ready = this.pending;
    this.pending = new Map();
    for (const what of ready.values()) {
      try {
        this.receiver.seen(what);
      } catch (error) {
        this.observer.failed(error);
      }
    }
  }

  /** An object made anew under an old name is another one: both its end and its beginning are told. */
  private keyOf(what: Seen): string {
    const { group, resource } = what.kind;
    switch (what.type) {
      case 'present':
        return JSON.stringify([group, resource, what.claim.namespace, what.claim.name, what.claim.uid]);
      case 'gone':
        return JSON.stringify([group, resource, what.namespace, what.name, what.uid]);
      case 'listed':
      case 'unreadable':
      case 'readable':
        return String(++this.marks);
    }
  }
}
