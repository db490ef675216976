import { compareText } from '../../core/text/compare-text';
import type { TreeEntries } from './applied-source';
import { folderOf, isIn } from './tree-paths';

const GENERATED_FROM = /\.ya?ml$/;
/** What Flux leaves out of every source unless told otherwise. Source: `sourceignore` of fluxcd/pkg. */
const NOT_IN_SOURCE =
  /(?:^|\/)(?:\.git(?:hub)?\/|\.circleci\/|(?:\.travis|\.gitlab-ci|appveyor|\.drone|codeship-services|codeship-steps|\.goreleaser)\.yml$|(?:cloudbuild|\.sops|\.flux)\.yaml$)/;
const READ_BY_ARGO = /\.(?:ya?ml|json)$/;

/**
 * The entries of the kustomization that Flux generates for a folder without one: every YAML file below it, hidden ones too; a folder that has a
 * kustomization stands for all that is in it.
 *
 * @param hasKustomization - whether a folder has one
 * @returns relative to the folder, in the order in which Flux walks
 */
export function generatedResources(
  entries: TreeEntries,
  folder: string,
  hasKustomization: (folder: string) => boolean,
): string[] {
  const taken = new Map<string, string | undefined>();
  const found = new Set<string>();
  for (const path of entries.keys()) {
    if (!isBelow(folder, path) || entries.get(path)?.mode.startsWith('100') !== true) continue;
    const whole = outermost(folderOf(path));
    if (whole !== undefined) found.add(whole);
    else if (GENERATED_FROM.test(path) && !NOT_IN_SOURCE.test(path)) found.add(path);
  }
  const start = folder === '' ? 0 : folder.length + 1;
  const byParts = (path: string): string => path.replaceAll('/', '\0');
  return [...found].sort((a, b) => compareText(byParts(a), byParts(b))).map((path) => path.slice(start));

  /** The outermost folder below the top that holds a path and has a kustomization. */
  function outermost(inner: string): string | undefined {
    if (inner === folder) return undefined;
    if (taken.has(inner)) return taken.get(inner);
    const whole = outermost(folderOf(inner)) ?? (hasKustomization(inner) ? inner : undefined);
    taken.set(inner, whole);
    return whole;
  }
}

/**
 * The files that Argo CD reads in a folder without kustomization: those directly in it, and with `recurse` those below.
 *
 * @param isTaken - what `include` and `exclude` say of a path relative to the folder
 */
export function directoryFiles(
  entries: TreeEntries,
  folder: string,
  recurse: boolean,
  isTaken: (relative: string) => boolean,
): string[] {
  const start = folder === '' ? 0 : folder.length + 1;
  const files: string[] = [];
  for (const path of entries.keys()) {
    if (!READ_BY_ARGO.test(path) || !isBelow(folder, path)) continue;
    if (entries.get(path)?.mode.startsWith('100') !== true) continue;
    if (!recurse && folderOf(path) !== folder) continue;
    if (isTaken(path.slice(start))) files.push(path);
  }
  return files.sort(compareText);
}

function isBelow(folder: string, path: string): boolean {
  return path !== folder && isIn(folder, path);
}
