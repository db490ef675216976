/** Tells that something below a folder changed. */
export interface FolderWatcher {
  /** Resolves with true once something changed since the last call (at once if it has already), with false when it is over. */
  next(): Promise<boolean>;
  /** Told of each change at once; the next one who asks {@link next} learns of it all the same. */
  onChange(listener: () => void): void;
  close(): void;
}

/** What to watch. */
export interface WatchOptions {
  readonly folder: string;
  /** Paths relative to the folder, with forward slashes, that do not count, and folders that are not looked into. */
  readonly ignored: (path: string) => boolean;
  /** Ends the watching. */
  readonly signal: AbortSignal;
}

/** Starts to watch a folder with everything below it. */
export type WatchFolder = (options: WatchOptions) => FolderWatcher;
