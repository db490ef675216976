import { inRoot } from '../paths';
import { sameItem } from '../string-list';
import type { FoundClaim } from '../tree/standing-claims';
import type { Problem } from './problem';
import type { RepositoryMap } from './repository-map';

/**
 * Category kustomizations: none lists a thing twice, and a category is built as its siblings are. That one is missing is a problem only where others
 * have one: a tree without any is read otherwise.
 */
export function checkKustomizations(map: RepositoryMap): Problem[] {
  const problems: Problem[] = [];
  for (const { kustomization, resources } of map.categories.values()) {
    const seen = new Map<string, number>();
    for (const { value, line } of resources ?? []) {
      const twin = seen.get(sameItem(value));
      seen.set(sameItem(value), line);
      if (twin === undefined || kustomization === undefined) continue;
      const message = `${value} is listed in line ${twin} already`;
      problems.push({
        code: 'kustomization-duplicate',
        path: kustomization,
        line,
        message,
        repairable: false,
      });
    }
  }
  const categories = categoriesOf(map);
  for (const [path, claims] of categories) {
    if (map.kustomizationIn(path) === undefined) checkMissing(map, path, claims, categories, problems);
    else checkUnlisted(map, path, categories, problems);
  }
  return problems;
}

/** Claims by the folder of their category. */
type Categories = ReadonlyMap<string, readonly FoundClaim[]>;

function categoriesOf(map: RepositoryMap): Categories {
  const categories = new Map<string, FoundClaim[]>();
  for (const claim of map.claims.values()) {
    const path = inRoot(map.view.root, claim.category);
    const claims = categories.get(path);
    if (claims === undefined) categories.set(path, [claim]);
    else claims.push(claim);
  }
  return categories;
}

/** Making one would take out of the cluster whatever it does not list, so that is to be fixed by hand. */
function checkMissing(
  map: RepositoryMap,
  path: string,
  claims: readonly FoundClaim[],
  categories: Categories,
  problems: Problem[],
): void {
  const { applied, categories: folders } = map;
  // What a kustomization lists is built by it; what nothing takes is no category of its own.
  const isTakenAsItIs = claims.some(({ file }) =>
    applied.waysTo(file).some(({ chain }) => isOwn(chain, path)),
  );
  const all = [...categories.keys(), ...[...folders.values()].map((folder) => folder.path)];
  if (!isTakenAsItIs || !all.some((other) => other !== path && map.kustomizationIn(other) !== undefined)) {
    return;
  }
  const isFlat = claims.some(({ flat }) => flat);
  const message = `the category has no kustomization, others have one${isFlat ? ' (legacy flat claims)' : ''}`;
  problems.push({ code: 'category-kustomization-missing', path, message, repairable: false });
}

/** Whether a file is taken because of where it stands, or by a kustomization in its category; not by one above. */
function isOwn([first]: readonly string[], category: string): boolean {
  return first === undefined || first.startsWith(`${category}/`);
}

function checkUnlisted(
  { applied }: RepositoryMap,
  path: string,
  categories: Categories,
  problems: Problem[],
): void {
  if (applied.listerOf(path) !== undefined || applied.isUnsure(path)) return;
  if (applied.builds.some(({ entryPoint }) => entryPoint.path === path && entryPoint.origin !== 'category')) {
    return;
  }
  const parent = parentOf(path);
  for (const sibling of categories.keys()) {
    const lister = parentOf(sibling) === parent ? applied.listerOf(sibling) : undefined;
    if (lister === undefined || lister === '') continue;
    const message = `${lister} lists ${sibling} beside it, nothing lists this category`;
    problems.push({ code: 'category-unlisted', path, message, repairable: false });
    return;
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
