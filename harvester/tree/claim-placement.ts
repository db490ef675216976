import type { ObjectIdentity } from '../../core/object-identity';

const YAML_EXTENSION = /\.ya?ml$/i;
/** So many claims directly in a folder are no claim folder any more. */
const MANY = 4;

/** A claim among the objects of a file. */
export interface ClaimObject {
  /** From the claims root. */
  readonly file: string;
  readonly object: ObjectIdentity;
}

/** Where a claim stands: its category, and its file from there, or the folder that is its own. */
export interface Placement {
  readonly category: string;
  /** Name of the folder that is its own; undefined for a claim that is known by its file. */
  readonly ownFolder?: string;
}

/** What placing has to know of the tree beside the claims. */
export interface PlacementFacts {
  /** Whether the kustomization of a folder (from the claims root) lists what stands in folders below it. */
  readonly gathers: (folder: string) => boolean;
}

/**
 * Finds category and place of claims in trees of every form: `infra/db/database.yaml` (a folder of its own in `infra`),
 * `prod/infra/db/…` (in `prod/infra`), `media/player/app/release.yaml` (a file of `media`), `prod/infra/*.yaml` (files of `prod/infra`).
 * The folder called like the claim is the claim's; without one, the folder whose kustomization gathers others is a category. No category
 * lies in a claim's own folder, and every file belongs to the innermost category around it. What stands in a folder with other claims is
 * known by its file.
 */
export function placeClaims(
  claims: readonly ClaimObject[],
  facts: PlacementFacts,
): ReadonlyMap<ClaimObject, Placement> {
  const byFolder = new Map<string, ClaimObject[]>();
  for (const claim of claims) {
    const siblings = byFolder.get(folderOf(claim.file));
    if (siblings === undefined) byFolder.set(folderOf(claim.file), [claim]);
    else siblings.push(claim);
  }
  const categories = new Set<string>();
  for (const [folder, own] of byFolder) {
    for (const { object } of isFlatCategory(folder, own) ? [] : own) {
      categories.add(categoryFor(folder, object.name, facts));
    }
    if (isFlatCategory(folder, own)) categories.add(folder);
  }
  const around = new Set([...categories].flatMap(foldersAround));
  const placements = new Map<ClaimObject, Placement>();
  for (const [folder, own] of byFolder) {
    const category = innermost(folder, categories);
    const name = folder.slice(category.length + 1);
    const isOwn = own.length === 1 && name !== '' && !name.includes('/') && !around.has(folder);
    for (const each of own) placements.set(each, isOwn ? { category, ownFolder: name } : { category });
  }
  return placements;
}

/** A folder with files that are called like their claims, or with very many, is a category; one with files called like kinds is a claim's. */
function isFlatCategory(folder: string, claims: readonly ClaimObject[]): boolean {
  if (!folder.includes('/')) return true;
  const files = new Set(claims.map(({ file }) => file));
  if (files.size < 2) return false;
  if (files.size >= MANY) return true;
  const alike = claims.filter(({ file, object }) => {
    const stem = stemOf(file).toLowerCase();
    return stem === object.name || (stem !== object.kind.toLowerCase() && stem.includes(object.name));
  });
  return alike.length * 2 > claims.length;
}

/** The category of a claim that is not directly in one. */
function categoryFor(folder: string, name: string, { gathers }: PlacementFacts): string {
  const around = foldersAround(folder);
  const named = [folder, ...around].find((each) => each.includes('/') && lastOf(each) === name);
  if (named !== undefined) return parentOf(named);
  return around.find((each) => gathers(each)) ?? parentOf(folder);
}

function innermost(folder: string, categories: ReadonlySet<string>): string {
  return [folder, ...foldersAround(folder)].find((each) => categories.has(each)) ?? folder;
}

/** Folders around one, the nearest first. */
function foldersAround(folder: string): string[] {
  const around: string[] = [];
  for (let end = folder.lastIndexOf('/'); end > 0; end = folder.lastIndexOf('/', end - 1)) {
    around.push(folder.slice(0, end));
  }
  return around;
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), 0));
}

function parentOf(folder: string): string {
  return folder.includes('/') ? folderOf(folder) : folder;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function stemOf(file: string): string {
  return lastOf(file).replace(YAML_EXTENSION, '');
}
