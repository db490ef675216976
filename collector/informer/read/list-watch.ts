import type { ApiClient } from '../connection/api-client';
import { asReadFailure, type ReadFailure } from '../connection/read-failure';
import { listPages } from './list-pages';
import { HEALTHY, ReadBackoff } from './read-backoff';
import type { ReadObserver } from './read-observer';
import type { ReadTarget } from './resource-path';
import { SILENCE, watchStream } from './watch-stream';

/** Time and chance, for tests. Milliseconds. */
export interface ReadClock {
  now(): number;
  /** Ends early, without an error, where the signal says so. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  random(): number;
}

/** After these the version that was read last is of no use. */
const NEEDS_LIST: readonly string[] = ['expired', 'absent', 'unsupported'];

/** What a reader works with. */
export interface ListWatchOptions {
  readonly client: ApiClient;
  readonly target: ReadTarget;
  readonly observer: ReadObserver;
  readonly clock: ReadClock;
  /** Told of every failure. */
  readonly onFailure: (failure: ReadFailure) => void;
  /** Longest silence of a watch, in milliseconds. */
  readonly silence?: number;
}

/** A stream that lived so long and brought something has worked, in milliseconds. */
const LIVED = 1_500;
/** Two complete lists are so far apart, in milliseconds, unless the first failure comes later. */
const LIST_APART = 30_000;
/** Lists as streams that did not come to their end, before they are read in pages. */
const STREAM_FAILURES = 3;

/**
 * Reads all objects of a resource and then every change of them, for as long as it is not stopped: nothing that goes wrong ends it. A watch goes on where the one before ended; where that is
 * not possible, a new list tells what is there.
 */
export class ListWatch {
  private readonly stopped = new AbortController();
  private current = new AbortController();
  private wantsList = false;
  private absent: number | undefined;
  private readonly backoff: ReadBackoff;
  private version: string | undefined;
  private canStream = true;
  private streamFailures = 0;
  private isWhole = false;
  private listedAt = -Infinity;
  private failingSince: number | undefined;
  private reason: string | undefined;

  constructor(private readonly options: ListWatchOptions) {
    this.backoff = new ReadBackoff(() => options.clock.random());
  }

  /** Reads until it is stopped. Never rejects. */
  async run(): Promise<void> {
    const { clock } = this.options;
    const { signal } = this.stopped;
    while (!signal.aborted) {
      const wait = await this.attempt();
      if (wait > 0) await clock.wait(wait, signal);
    }
  }

  stop(): void {
    this.stopped.abort();
    this.current.abort();
  }

  /** Reads everything anew. */
  relist(): void {
    this.wantsList = true;
    this.current.abort();
  }

  /** Since when the server has said nothing but that there is no such resource; undefined where it does not. */
  get absentSince(): number | undefined {
    return this.absent;
  }

  /** @returns how long to wait before the next, in milliseconds */
  private async attempt(): Promise<number> {
    const { clock, onFailure } = this.options;
    const started = clock.now();
    const stream = { lines: 0, isOpen: true };
    this.current = new AbortController();
    if (this.wantsList) this.version = undefined;
    this.wantsList = false;
    const isListing = this.version === undefined;
    try {
      if (isListing && !this.canStream) await this.list();
      else await this.stream(stream);
      return this.ended(started, stream.lines);
    } catch (error) {
      // By us: to end, or to begin anew.
      if (this.current.signal.aborted) return 0;
      const failure = asReadFailure(error);
      // A stream that began with a list is given more time, and brings bookmarks more seldom than silence is borne.
      if (failure.kind === 'silent' && isListing && this.version !== undefined) return 0;
      const hasWorked = stream.lines > 0 && clock.now() - started >= LIVED;
      const wait = this.failed(failure, hasWorked, isListing);
      onFailure(failure);
      return wait;
    } finally {
      stream.isOpen = false;
    }
  }

  private async list(): Promise<void> {
    const { client, target, observer, clock } = this.options;
    const { signal } = this.current;
    this.listedAt = clock.now();
    observer.begin();
    const { version, envelope } = await listPages({
      client,
      target,
      signal,
      isWhole: this.isWhole,
      take: (item) => {
        observer.present(item);
      },
    });
    this.isWhole = false;
    this.listEnded(version, envelope);
  }

  private async stream(stream: { lines: number; isOpen: boolean }): Promise<void> {
    const { client, target, observer, clock } = this.options;
    if (this.version === undefined) {
      this.listedAt = clock.now();
      observer.begin();
    }
    await watchStream({
      client,
      target,
      clock,
      signal: this.current.signal,
      silence: this.options.silence ?? SILENCE,
      from: this.version,
      onOpen: () => {
        if (this.version !== undefined) this.worksWhile(stream);
      },
      take: (event) => {
        stream.lines += 1;
        if (event.change === 'bookmark') {
          if (event.isListEnd && this.version === undefined) this.listEnded(event.version, event.object);
        } else observer[event.change](event.object);
        if (this.version === undefined) return;
        this.version = event.version;
        this.works();
      },
    });
  }

  private listEnded(version: string, envelope: unknown): void {
    this.version = version;
    this.streamFailures = 0;
    this.options.observer.listed(envelope);
    this.works();
  }

  /** A watch that nothing comes from works, too, once it has lived. */
  private worksWhile(stream: { readonly isOpen: boolean }): void {
    void this.options.clock.wait(LIVED, this.stopped.signal).then(() => {
      if (stream.isOpen && !this.stopped.signal.aborted) this.works();
    });
  }

  /** Reading works at this moment. */
  private works(): void {
    const { observer } = this.options;
    const wasTold = this.reason;
    this.failingSince = undefined;
    this.absent = undefined;
    if (wasTold === '') return;
    this.reason = '';
    observer.readable();
  }

  /** The server ended it, as it does from time to time. */
  private ended(started: number, lines: number): number {
    const lived = this.options.clock.now() - started;
    if (this.version !== undefined && (lived >= LIVED || lines > 0)) {
      if (lived >= HEALTHY) this.backoff.worked();
      return lived >= LIVED ? 0 : this.backoff.failed();
    }
    if (this.version === undefined && ++this.streamFailures >= STREAM_FAILURES) this.canStream = false;
    // A list that was read in pages: the watch follows at once.
    return this.version !== undefined && this.listedAt >= started ? 0 : this.backoff.failed();
  }

  private failed(failure: ReadFailure, hasWorked: boolean, wasListing: boolean): number {
    const { clock } = this.options;
    this.absent = failure.kind === 'absent' ? (this.absent ?? clock.now()) : undefined;
    if (hasWorked) this.backoff.worked();
    if (this.version === undefined && this.canStream && this.giveUpStreaming(failure)) return 0;
    const isDear = failure.kind === 'expired' && clock.now() - this.listedAt < LIST_APART;
    if (NEEDS_LIST.includes(failure.kind)) {
      this.isWhole = wasListing && failure.kind === 'expired';
      this.version = undefined;
    }
    const wait = this.backoff.failed(failure.retryAfter, isDear);
    this.tell(failure);
    return wait;
  }

  /** Older servers know no lists as streams: they refuse, or never say that the list is at its end. */
  private giveUpStreaming({ kind }: ReadFailure): boolean {
    if (kind === 'silent' || kind === 'connection' || kind === 'broken') this.streamFailures += 1;
    const isRefused = kind === 'unsupported';
    if (!isRefused && this.streamFailures < STREAM_FAILURES) return false;
    this.canStream = false;
    return isRefused;
  }

  /** One failure that passes at once is nothing to report; what will not pass by itself is. */
  private tell({ kind, message }: ReadFailure): void {
    const { observer, clock } = this.options;
    this.failingSince ??= clock.now();
    const isLasting = kind === 'forbidden' || kind === 'absent' || kind === 'unauthorized';
    if ((!isLasting && this.backoff.count < 2) || this.reason === message) return;
    this.reason = message;
    observer.unreadable(message, this.failingSince);
  }
}
