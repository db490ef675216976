import { lstatSync, readdirSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { createChangeSignal } from './change-signal';
import type { FolderWatcher, WatchOptions } from './folder-watcher';

/** Where the system itself watches a whole tree. Elsewhere each folder is watched, so that ignored ones cost nothing. */
const RECURSIVE: ReadonlySet<NodeJS.Platform> = new Set(['darwin', 'win32']);

/**
 * Watches a folder on disk. Symbolic links are not followed.
 *
 * @throws ToolkitError `watch-failed` when the system does not let it be watched
 */
export function watchFolder({ folder, ignored, signal }: WatchOptions): FolderWatcher {
  const changes = createChangeSignal(signal);
  const watchers = new Map<string, FSWatcher>();
  let started = false;
  const counts = (path: string): boolean => path === '' || !ignored(path);

  function start(path: string, recursive: boolean): void {
    const place = join(folder, path);
    const watcher = watch(place, { recursive, persistent: true }, (_event, name) => {
      const changed = [path, (name ?? '').replaceAll('\\', '/')].filter(Boolean).join('/');
      if (!counts(changed)) return;
      if (!recursive) tryToFollow(changed);
      changes.changed();
    });
    watcher.on('error', () => {
      drop(path);
    });
    watchers.set(path, watcher);
  }

  function drop(path: string): void {
    watchers.get(path)?.close();
    watchers.delete(path);
  }

  /** A folder that came is watched with all that is in it already, one that went is not any more. */
  function follow(path: string): void {
    if (path !== '' && lstatSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory() !== true) {
      for (const known of watchers.keys()) if (known === path || known.startsWith(`${path}/`)) drop(known);
      return;
    }
    if (watchers.has(path)) return;
    start(path, false);
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory() && counts(below)) tryToFollow(below);
    }
  }

  /** What vanishes while it is looked at, or may not be read, is left out; a limit of the system is not. */
  function tryToFollow(path: string): void {
    try {
      follow(path);
    } catch (error) {
      if (!['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) {
        if (started) changes.fail(unwatchable(folder, error));
        else throw error;
      }
    }
  }

  function close(): void {
    for (const path of watchers.keys()) drop(path);
    signal.removeEventListener('abort', close);
    changes.close();
  }

  try {
    if (RECURSIVE.has(process.platform)) start('', true);
    else follow('');
  } catch (cause) {
    close();
    throw unwatchable(folder, cause);
  }
  started = true;
  signal.addEventListener('abort', close);
  return {
    next: () => changes.next(),
    onChange: (listener) => {
      changes.onChange(listener);
    },
    close,
  };
}

function unwatchable(folder: string, cause: unknown): ToolkitError {
  const { code = 'unknown' } = cause as NodeJS.ErrnoException;
  return new ToolkitError('watch-failed', `'${folder}' cannot be watched (${code})`, { cause });
}
