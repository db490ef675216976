import { compareText } from '../../core/text/compare-text';
import { CATALOG_FILES } from '../claim-files/catalog-file';
import { registryPath } from '../paths';
import { KUSTOMIZATION_FILES } from '../tree/standing-tree';
import type { TreeEntries } from './applied-source';
import { defaultEntryPoints, defaultEntryPointsAround, settingEntryPoint } from './default-entry-points';
import type { EntryPoint } from './entry-point';
import { type Remembered, rememberedOf } from './remembered';
import { isIn } from './tree-paths';

/** Stands in the setting for those that are found in the repository. */
const FOUND = '...';

/** Where to look for what is built. */
export interface EntryPointSources {
  readonly entries: TreeEntries;
  /** Folder of the claims. */
  readonly root: string;
  /** What Flux and Argo CD objects of the repository say, from `findEntryPoints`. */
  readonly found: readonly EntryPoint[];
  /** `gitops.entryPoints`; undefined where nobody sets it. */
  readonly setting?: readonly string[];
  /** Of the categories only those that lead to one of these folders are asked for; with every folder above them. Default: all. */
  readonly around?: ReadonlySet<string>;
}

/**
 * The folders that are built for a cluster, sorted by path: those that were found, and of the root and the categories those that none of them covers
 * (somebody may build them from another repository). A setting replaces them, with `...` for those that would be without it.
 */
export function entryPointsOf({ entries, root, found, setting, around }: EntryPointSources): EntryPoint[] {
  const isCovered = ({ path }: EntryPoint): boolean =>
    found.some((one) => isIn(one.path, path) || isIn(path, one.path));
  const some = around && defaultEntryPointsAround(entries, root, around);
  const defaults = some ?? defaultEntryPoints(entries, root);
  const standing = [...found, ...defaults.filter((one) => !isCovered(one))];
  const all = setting?.flatMap((path) => (path === FOUND ? standing : [settingEntryPoint(path)])) ?? standing;
  return [...all].sort((a, b) => compareText(a.path, b.path));
}

const YAML_FILE = /\.ya?ml$/;
/** Files of which the name says that they hold no such object. */
const KUSTOMIZATIONS: ReadonlySet<string> = new Set(KUSTOMIZATION_FILES);
const CATALOGS: ReadonlySet<string> = new Set(CATALOG_FILES);
/** Folders in which nobody keeps such objects, and which hold most of the YAML of some repositories. */
const PASSED_OVER =
  /(?:^|\/)(?:node_modules|vendor|testdata|\.github|\.backstage|charts\/[^/]+\/templates)\//;
/** Files in a folder of claims that are no claims, by their names. */
const TELLING =
  /(?:^|[-_.])(?:ks|flux|app|apps|application|applications|applicationset|argocd?|sync|kustomizations?)(?=[-_.])/;

/**
 * The files in which Flux and Argo CD objects may stand: every YAML file outside of the root, and those directly in the root or with a telling
 * name below it, so that the claims need not be read for it.
 */
export function entryPointFiles(entries: TreeEntries, root: string): readonly string[] {
  return rememberedOf(FILES, entries, root, () => findEntryPointFiles(entries, root));
}

/** Each round of a plan asks about the same tree. */
const FILES: Remembered<readonly string[]> = new WeakMap();

function findEntryPointFiles(entries: TreeEntries, root: string): string[] {
  const prefix = root === '' || root === '.' ? '' : `${root}/`;
  const files: string[] = [];
  for (const path of entries.keys()) {
    if (!YAML_FILE.test(path)) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (KUSTOMIZATIONS.has(name) || CATALOGS.has(name)) continue;
    // Nearly every file is one of a claim.
    if (path.startsWith(prefix) && path.includes('/', prefix.length) && !TELLING.test(name)) continue;
    if (path === registryPath(root) || PASSED_OVER.test(path)) continue;
    if (entries.get(path)?.mode.startsWith('100') === true) files.push(path);
  }
  return files;
}
