import { compareText } from '../../core/text/compare-text';
import { KUSTOMIZATION_FILES } from '../tree/standing-tree';
import type { TreeEntries } from './applied-source';
import type { EntryPoint } from './entry-point';
import { type Remembered, rememberedOf } from './remembered';
import { folderOf, isIn, pathIn } from './tree-paths';

const YAML_FILE = /\.ya?ml$/;
const KUSTOMIZATIONS: ReadonlySet<string> = new Set(KUSTOMIZATION_FILES);

const DOT = 46;

/** What stands directly in a folder. */
interface Folder {
  hasKustomization: boolean;
  hasManifests: boolean;
  readonly folders: string[];
}

/**
 * What is built where nobody says so: the root, if it has a kustomization, and every category, which is the outermost folder below the root that
 * has a kustomization, or directly holds manifests or folders with such. A claim folder is none by itself.
 *
 * @param root - folder of the claims; empty or `.` for the top of the repository
 */
export function defaultEntryPoints(entries: TreeEntries, root: string): readonly EntryPoint[] {
  return rememberedOf(FOUND, entries, root, () => findDefaults(entries, root));
}

/**
 * Those of {@link defaultEntryPoints} that lead to some folders, found without looking through the tree.
 *
 * @param around - with every folder above them
 * @returns undefined where it takes more than that to tell
 */
export function defaultEntryPointsAround(
  entries: TreeEntries,
  root: string,
  around: ReadonlySet<string>,
): readonly EntryPoint[] | undefined {
  const top = root === '.' ? '' : root;
  const isBuilt = (folder: string): boolean =>
    KUSTOMIZATION_FILES.some((name) => entries.get(pathIn(folder, name)) !== undefined);
  const found: EntryPoint[] = isBuilt(top) ? [{ path: top, origin: 'root' }] : [];
  for (const folder of around) {
    if (
      folderOf(folder) !== top ||
      folder === '' ||
      folder.startsWith('.', top === '' ? 0 : top.length + 1)
    ) {
      continue;
    }
    if (!isBuilt(folder)) return undefined;
    found.push({ path: folder, origin: 'category' });
  }
  return found;
}

/** Each round of a plan asks about the same tree. */
const FOUND: Remembered<readonly EntryPoint[]> = new WeakMap();

function findDefaults(entries: TreeEntries, root: string): EntryPoint[] {
  const top = root === '.' ? '' : root;
  const folders = foldersBelow(entries, top);
  const found: EntryPoint[] = [];
  if (folders.get(top)?.hasKustomization === true) found.push({ path: top, origin: 'root' });
  const look = (path: string): void => {
    const folder = folders.get(path);
    if (folder === undefined) return;
    if (isCategory(folder, folders)) found.push({ path, origin: 'category' });
    else for (const inner of folder.folders.sort(compareText)) look(inner);
  };
  for (const inner of (folders.get(top)?.folders ?? []).sort(compareText)) look(inner);
  return found;
}

function isCategory(folder: Folder, folders: ReadonlyMap<string, Folder>): boolean {
  return (
    folder.hasKustomization ||
    folder.hasManifests ||
    folder.folders.some((inner) => folders.get(inner)?.hasManifests === true)
  );
}

function foldersBelow(entries: TreeEntries, top: string): ReadonlyMap<string, Folder> {
  const folders = new Map<string, Folder>();
  // Files of a folder stand together in nearly every tree.
  let last: string | undefined;
  let folder: Folder | undefined;
  for (const path of entries.keys()) {
    const slash = path.lastIndexOf('/');
    if (last?.length !== Math.max(slash, 0) || !path.startsWith(last)) {
      last = path.slice(0, Math.max(slash, 0));
      folder = isIn(top, path) && !isHidden(last) ? enter(last) : undefined;
    }
    if (folder === undefined || path.charCodeAt(slash + 1) === DOT) continue;
    const name = path.slice(slash + 1);
    if (KUSTOMIZATIONS.has(name)) folder.hasKustomization = true;
    else if (YAML_FILE.test(name) && !/^catalog-info\.ya?ml$/.test(name)) folder.hasManifests = true;
  }
  return folders;

  /** Below the root: the root itself may stand in a hidden folder. */
  function isHidden(path: string): boolean {
    const below = path.slice(top.length);
    return below.startsWith('.') || below.includes('/.');
  }

  function enter(path: string): Folder {
    let folder = folders.get(path);
    if (folder === undefined) {
      folders.set(path, (folder = { hasKustomization: false, hasManifests: false, folders: [] }));
      if (path !== top && path !== '') enter(folderOf(path)).folders.push(path);
    }
    return folder;
  }
}

/** A folder as a setting names it: `.` is the top of the repository. */
export function settingEntryPoint(path: string): EntryPoint {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return { path: parts.reduce(pathIn, ''), origin: 'setting' };
}
