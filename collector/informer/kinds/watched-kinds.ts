import type { ApiClient } from '../connection/api-client';
import type { ReadFailure } from '../connection/read-failure';
import { ListWatch, type ReadClock } from '../read/list-watch';
import { type KindContext, KindReader } from './kind-reader';
import { type KindEntry, kindKey, type KindSource } from './kind-source';

/** What the watcher of kinds works with. */
export interface WatchedKindsOptions {
  readonly client: ApiClient;
  readonly clock: ReadClock;
  readonly sources: readonly KindSource[];
  /** Empty: all. */
  readonly namespaces: readonly string[];
  readonly selector?: string;
  readonly context: Omit<KindContext, 'isWatched'>;
  /** Longest silence of a watch, in milliseconds; undefined: the usual. */
  readonly silence?: number;
  readonly onFailure: (failure: ReadFailure, kind: string) => void;
  /** A kind begins or ends to be watched. */
  readonly onKind: (change: 'begins' | 'ends', kind: string) => void;
}

/**
 * A server that starts does not know yet what it serves: only what its source does not name, and the server has not known for so long, is no more. Milliseconds.
 */
const NO_MORE = 60_000;

interface Running {
  readonly entry: KindEntry;
  readonly readers: readonly { readonly reader: KindReader; readonly watch: ListWatch }[];
  readonly ended: Promise<unknown>;
}

/** Watches every kind that a source names, each by a reader of its own. */
export class WatchedKinds {
  private readonly running = new Map<string, Running>();
  private readonly named = new Map<KindSource, readonly KindEntry[]>();
  private readonly ends: Promise<unknown>[] = [];
  private isStopped = false;

  constructor(private readonly options: WatchedKindsOptions) {}

  /** Begins. */
  start(): void {
    for (const source of this.options.sources) {
      this.ends.push(
        source.run((kinds) => {
          if (this.isStopped) return;
          this.named.set(source, kinds);
          this.compare();
        }),
      );
    }
  }

  /** Ends all reading. */
  async stop(): Promise<void> {
    this.isStopped = true;
    for (const source of this.options.sources) source.stop();
    const all = [...this.running.values()];
    for (const { readers } of all) for (const { watch } of readers) watch.stop();
    await Promise.all([...this.ends, ...all.map(({ ended }) => ended)]);
  }

  /** What keeps this from knowing everything there is; empty where nothing does. */
  problems(): readonly string[] {
    const { sources } = this.options;
    const ofSources = sources.map((source) =>
      this.named.has(source) ? source.problem() : (source.problem() ?? `${source.name}: not read yet`),
    );
    const ofKinds = this.readers().map(({ watched, state }) => {
      const name = `${watched.resource}.${watched.group}`;
      if (state.reason !== undefined) return `${name}: ${state.reason}`;
      return state.hasListed ? undefined : `${name}: not read yet`;
    });
    return [...ofSources, ...ofKinds].filter((problem) => problem !== undefined);
  }

  /** Every reader that runs. */
  readers(): readonly KindReader[] {
    return [...this.running.values()].flatMap(({ readers }) => readers.map(({ reader }) => reader));
  }

  private compare(): void {
    const wanted = new Map<string, KindEntry>();
    for (const entry of [...this.named.values()].flat()) {
      const key = kindKey(entry);
      // The first source that names a kind says in which version.
      if (!wanted.has(key)) wanted.set(key, entry);
    }
    const before = new Set(this.running.keys());
    for (const [key, running] of this.running) {
      const version = wanted.get(key)?.version;
      if (version === running.entry.version) continue;
      if (version !== undefined || this.isNoMore(running)) this.end(key, running, version !== undefined);
    }
    for (const [key, entry] of wanted) if (!this.running.has(key)) this.begin(key, entry);
    if (before.size > 0 && [...wanted.keys()].some((key) => !before.has(key))) this.relistComposites(before);
  }

  private isNoMore({ readers }: Running): boolean {
    const now = this.options.clock.now();
    return readers.every(({ watch: { absentSince = Infinity } }) => now - absentSince >= NO_MORE);
  }

  private begin(key: string, entry: KindEntry): void {
    const { client, clock, context, selector, namespaces, silence, onFailure, onKind } = this.options;
    const everywhere = namespaces.length === 0 || entry.namespaced === false;
    const readers = (everywhere ? [undefined] : namespaces).map((namespace) => {
      const { group, version, resource, kind, namespaced = true } = entry;
      const target = {
        group,
        version,
        resource,
        ...(namespace !== undefined && { namespace }),
        ...(selector !== undefined && { selector }),
      };
      const reader = new KindReader(target, { kind, namespaced }, { ...context, isWatched: this.isWatched });
      const watch = new ListWatch({
        client,
        clock,
        target,
        observer: reader,
        ...(silence !== undefined && { silence }),
        onFailure: (failure) => {
          onFailure(failure, key);
          // Its source may have said before that it is no more.
          if (failure.kind === 'absent' && !this.isStopped) this.compare();
        },
      });
      return { reader, watch };
    });
    const ended = Promise.all(readers.map(({ watch }) => watch.run()));
    this.running.set(key, { entry, readers, ended });
    onKind('begins', key);
  }

  /** A kind that its source says is no more, and that the server does not know either, has no objects. */
  private end(key: string, { readers, entry }: Running, isReplaced: boolean): void {
    this.running.delete(key);
    for (const { reader, watch } of readers) {
      watch.stop();
      if (isReplaced) continue;
      reader.begin();
      reader.listed({ kind: entry.kind });
    }
    this.options.onKind('ends', key);
  }

  private readonly isWatched = (claim: { group: string; kind: string }): boolean => {
    for (const { readers } of this.running.values()) {
      const watched = readers[0]?.reader.watched;
      if (watched?.kind === claim.kind && watched.group === claim.group) return true;
    }
    return false;
  };

  /** Composites that were told before their claims were watched are told no more. */
  private relistComposites(among: ReadonlySet<string>): void {
    for (const [key, { entry, readers }] of this.running) {
      if (entry.namespaced === true || !among.has(key)) continue;
      for (const { watch } of readers) watch.relist();
    }
  }
}
