import { mayBeThere } from '../../core/snapshot';
import { sameItem } from '../string-list';
import type { Problem } from './problem';
import { isRemote, resolvePath } from './relative-path';
import type { MappedCategory, RepositoryMap } from './repository-map';

/** Category kustomizations: that they are there, and that each entry names something. */
export function checkKustomizations(map: RepositoryMap): Problem[] {
  const problems: Problem[] = [];
  const withClaims = new Set<string>();
  for (const claim of map.claims.values()) withClaims.add(claim.category);
  for (const category of map.categories.values()) {
    if (category.kustomization === undefined) {
      if (withClaims.has(category.name)) problems.push(missing(category));
    } else checkEntries(map, category, category.kustomization, problems);
  }
  return problems;
}

/** Flux applies every file of a folder without kustomization: making one would take flat claims out of the cluster. */
function missing(category: MappedCategory): Problem {
  const repairable = category.flatFiles.length === 0;
  const message = `the category has no kustomization.yaml${repairable ? '' : ' (legacy flat claims)'}`;
  return { code: 'category-kustomization-missing', path: category.path, message, repairable };
}

function checkEntries(map: RepositoryMap, category: MappedCategory, path: string, problems: Problem[]): void {
  const seen = new Map<string, number>();
  for (const { value, line } of category.resources ?? []) {
    const entry = sameItem(value);
    const twin = seen.get(entry);
    if (twin !== undefined) {
      const message = `${value} is listed in line ${twin} already`;
      problems.push({ code: 'kustomization-duplicate', path, line, message, repairable: false });
    }
    seen.set(entry, line);
    if (isRemote(entry)) continue;
    const target = resolvePath(category.path, entry);
    if (target === undefined) {
      const message = `${value} leads out of the repository`;
      problems.push({ code: 'path-outside-root', path, line, message, repairable: false });
    } else if (!isResource(map, target)) {
      const message = `${value} is neither a file nor a folder with a kustomization`;
      const isOurs = !entry.includes('/') && !map.directories.has(target);
      problems.push({ code: 'kustomization-dangling', path, line, message, repairable: isOurs });
    }
  }
}

function isResource(map: RepositoryMap, target: string): boolean {
  if (mayBeThere(map.view.index, target)) return true;
  // A claim folder without kustomization is reported as such.
  return map.claims.has(target) || map.kustomizationIn(target) !== undefined;
}
