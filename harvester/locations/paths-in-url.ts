/** What stands between repository and branch on the forges: GitHub; GitLab (behind `-`); Gitea, Bitbucket (`src`, `raw`). */
const VIEWS = new Set(['blob', 'tree', 'raw', 'edit', 'src']);
/** Gitea says what kind of name follows. */
const NAME_KINDS = new Set(['branch', 'tag', 'commit']);
/** A branch's name may have several segments, so several paths are possible. */
const LONGEST_BRANCH = 5;
const ADDRESS = /^https?:\/\/[^/?#]+\/([^?#]*)/i;

/** Whether a location is an address. */
export function isAddress(location: string): boolean {
  return ADDRESS.test(location);
}

/**
 * The paths in a repository that an address on a forge can mean, the most likely first: whoever wrote it named a branch, and nobody knows
 * where that name ends. On whichever branch, Backstage takes a second location of the same entity for a conflict.
 *
 * @param slug - `owner/name` of the repository; undefined: whichever the address names
 * @returns nothing for an address in another repository, or of no form that is known
 */
export function pathsInUrl(url: string, slug: string | undefined): string[] {
  const path = ADDRESS.exec(url)?.[1];
  if (path === undefined) return [];
  const parts = decoded(path)
    .split('/')
    .filter((part) => part !== '');
  const view = slug === undefined ? viewIn(parts) : viewBehind(parts, slug);
  if (view === undefined) return [];
  let start = view + 1;
  if (parts[view] === 'src' && NAME_KINDS.has(parts[start] ?? '')) start += 1;
  const rest = parts.slice(start);
  const paths: string[] = [];
  for (let branch = 1; branch <= LONGEST_BRANCH && branch < rest.length; branch += 1) {
    paths.push(rest.slice(branch).join('/'));
  }
  return paths;
}

function viewIn(parts: readonly string[]): number | undefined {
  const at = parts.findIndex((part, index) => index >= 2 && VIEWS.has(part));
  return at < 0 ? undefined : at;
}

function viewBehind(parts: readonly string[], slug: string): number | undefined {
  const length = slug.split('/').length;
  if (parts.slice(0, length).join('/').toLowerCase() !== slug.toLowerCase()) return undefined;
  const at = parts[length] === '-' ? length + 1 : length;
  return VIEWS.has(parts[at] ?? '') ? at : undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
