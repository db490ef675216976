import { SPECIAL_FILE } from '../../core/snapshot';
import type { AppliedSource, TreeEntries } from './applied-source';

const SYMLINK = '120000';
const SUBMODULE = '160000';
/** As many links as operating systems follow. */
const MAX_LINKS = 40;

/** What stands at a path, symbolic links followed. */
export interface Place {
  readonly type: 'file' | 'folder' | 'submodule' | 'missing' | 'outside' | 'unread';
  /** Where it really stands; the path that was asked for, where nothing is there. */
  readonly path: string;
  /** It took a symbolic link to get there. */
  readonly linked?: true;
}

/** Finds what stands at the paths of a tree. */
export class TreePaths {
  private folders: ReadonlySet<string> | undefined;
  private special: Special | undefined;

  /** @param follows - whether symbolic links are there at all: Flux leaves them out of what it builds */
  constructor(
    private readonly source: AppliedSource,
    private readonly follows: boolean,
  ) {}

  /** @param path - from the top of the repository, without `.` and `..`; empty for the top itself */
  at(path: string): Place {
    const entry = this.source.entries.get(path);
    if (entry !== undefined && entry.mode.startsWith('100') && !this.facts.links) {
      return { type: 'file', path };
    }
    return this.facts.links ? this.walk(path, 0) : this.plain(path);
  }

  /** As {@link at}, for those who want a file or nothing. */
  fileAt(path: string): Place | undefined {
    if (this.facts.links) return this.at(path);
    return this.source.entries.get(path)?.mode.startsWith('100') === true
      ? { type: 'file', path }
      : undefined;
  }

  /** Whether anything stands below a path. */
  isFolder(path: string): boolean {
    if (path === '') return true;
    return (this.folders ??= foldersIn(this.source.entries)).has(path);
  }

  private plain(path: string): Place {
    const mode = this.source.entries.get(path)?.mode;
    if (mode?.startsWith('100') === true) return { type: 'file', path };
    if (mode === SUBMODULE) return { type: 'submodule', path };
    if (mode === SPECIAL_FILE || mode === SYMLINK) return { type: 'missing', path };
    if (this.facts.submodules.some((module) => path.startsWith(`${module}/`))) {
      return { type: 'submodule', path };
    }
    // Most folders that anybody asks for have one, and then no list of all folders is needed.
    const isFolder =
      this.source.entries.get(`${path}/kustomization.yaml`) !== undefined || this.isFolder(path);
    return { type: isFolder ? 'folder' : 'missing', path };
  }

  /** Follows the links in every part of a path. */
  private walk(path: string, links: number): Place {
    const parts = path === '' ? [] : path.split('/');
    let real = '';
    for (const [index, part] of parts.entries()) {
      const here = real === '' ? part : `${real}/${part}`;
      if (this.source.entries.get(here)?.mode !== SYMLINK) {
        real = here;
        continue;
      }
      if (!this.follows || links >= MAX_LINKS) return { type: 'missing', path };
      const target = this.source.link(here);
      if (target === undefined) return { type: 'unread', path: here };
      const led = joinPath(real, [target, ...parts.slice(index + 1)].join('/'));
      if (led === undefined) return { type: 'outside', path };
      return { ...this.walk(led, links + 1), linked: true };
    }
    return this.plain(real);
  }

  private get facts(): Special {
    return (this.special ??= this.findSpecial());
  }

  /** A plan adds neither links nor submodules to what stands. */
  private findSpecial(): Special {
    const of = this.source.base ?? this.source;
    let special = SPECIAL.get(of.entries);
    if (special === undefined) SPECIAL.set(of.entries, (special = specialIn(of.entries)));
    return special;
  }
}

/** Whether a tree has links, and its submodules. */
interface Special {
  readonly links: boolean;
  readonly submodules: readonly string[];
}

const SPECIAL = new WeakMap<TreeEntries, Special>();

function specialIn(entries: TreeEntries): Special {
  let links = false;
  const submodules: string[] = [];
  for (const path of entries.keys()) {
    const mode = entries.get(path)?.mode;
    if (mode === SYMLINK) links = true;
    else if (mode === SUBMODULE) submodules.push(path);
  }
  return { links, submodules };
}

/**
 * The path that an entry names, seen from a folder.
 *
 * @returns undefined where it is absolute or leads out of the repository
 */
export function joinPath(folder: string, entry: string): string | undefined {
  if (entry.startsWith('/')) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of entry.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** A path in a folder. */
export function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Whether a path is a folder itself or stands in it. */
export function isIn(folder: string, path: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** The folder in which a path stands. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** Every folder that holds one of these paths. */
export function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = folderOf(path); folder !== '' && !folders.has(folder); folder = folderOf(folder)) {
      folders.add(folder);
    }
  }
  return folders;
}

/** Folders by the paths of a tree: hundreds of entry points ask about one tree. */
const KNOWN = new WeakMap<TreeEntries, ReadonlySet<string>>();

/** Every folder of a tree; its paths must not change. */
export function foldersIn(entries: TreeEntries): ReadonlySet<string> {
  let folders = KNOWN.get(entries);
  if (folders === undefined) KNOWN.set(entries, (folders = foldersOf(entries.keys())));
  return folders;
}
