import type { FolderWatcher } from './folder-watcher';

/** A save touches several files, an editor touches each of them twice: changes this close together are one, in milliseconds. */
const QUIET = 100;

/** A {@link FolderWatcher} to be fed with single changes. */
export interface ChangeSignal extends FolderWatcher {
  /** Something changed. */
  readonly changed: () => void;
  /** No change can be told any more: whoever waits gets the error, now or when they come. */
  readonly fail: (error: Error) => void;
}

/** Makes one change of many that follow each other; what changes while nobody waits is kept for the next one who does. */
export function createChangeSignal(signal: AbortSignal): ChangeSignal {
  let quiet: NodeJS.Timeout | undefined;
  let pending = false;
  let over = signal.aborted;
  let failure: Error | undefined;
  let listener: (() => void) | undefined;
  let waiting: { resolve: (changed: boolean) => void; reject: (error: Error) => void } | undefined;
  const settle = (): void => {
    if (waiting === undefined || !(pending || over || failure !== undefined)) return;
    const { resolve, reject } = waiting;
    waiting = undefined;
    pending = false;
    if (over || failure === undefined) resolve(!over);
    else reject(failure);
  };
  const close = (): void => {
    over = true;
    clearTimeout(quiet);
    signal.removeEventListener('abort', close);
    settle();
  };
  signal.addEventListener('abort', close);
  return {
    changed: () => {
      if (over) return;
      clearTimeout(quiet);
      quiet = setTimeout(() => {
        pending = true;
        listener?.();
        settle();
      }, QUIET);
    },
    fail: (error) => {
      failure = error;
      settle();
    },
    next: () =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        settle();
      }),
    onChange: (told) => {
      listener = told;
    },
    close,
  };
}
