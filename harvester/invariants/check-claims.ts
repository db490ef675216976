import type { ScannedEntry } from '../registry/scan-registry';
import { inRoot } from '../paths';
import type { Problem } from './problem';
import type { RepositoryMap } from './repository-map';
import type { FoundClaim } from '../tree/standing-claims';

/** A claim folder from which no build takes anything, and that the registry does not name; nobody applies or shows it. */
export function isOrphan(map: RepositoryMap, claim: FoundClaim): boolean {
  const { applied, registry } = map;
  if (claim.flat || registry === undefined || applied.isUnsure(claim.path)) return false;
  return !applied.takesFrom(claim.path) && registryEntryOf(map, claim) === undefined;
}

/**
 * Why no repair may remove an orphan or list it again: a ledger names a file of its folder (a project has it, and its next change
 * request says what becomes of it), or the folder is not here as a whole.
 */
export function whyLeftAlone(
  { view, categories, namedIn }: RepositoryMap,
  claim: FoundClaim,
): string | undefined {
  const files = categories.get(claim.category)?.folders.get(claim.name)?.files ?? [];
  const named = files.find((path) => namedIn.has(path));
  const ledger = named === undefined ? undefined : namedIn.get(named);
  if (ledger !== undefined) return `${ledger} lists it: the project of that ledger has it`;
  const { notCheckedOut, closedFolders } = view.index;
  if (files.some((path) => notCheckedOut?.has(path) === true)) {
    return 'the work tree does not have all of it (sparse)';
  }
  const closed = [...(closedFolders?.keys() ?? [])].find((path) => path.startsWith(`${claim.path}/`));
  return closed === undefined ? undefined : `${closed} cannot be read`;
}

/** The registry entry of a claim, by its path or else by category and name. */
export function registryEntryOf(map: RepositoryMap, claim: FoundClaim): ScannedEntry | undefined {
  return map.entryByPath.get(claim.path) ?? map.registry?.byKey.get(`${claim.category}/${claim.name}`);
}

/** Claim folders: orphans, names, and whether anything applies them. */
export function checkClaims(map: RepositoryMap): Problem[] {
  const problems: Problem[] = [];
  for (const claim of map.claims.values()) {
    if (claim.flat) continue;
    checkName(map, claim, problems);
    if (isOrphan(map, claim)) {
      const reason = whyLeftAlone(map, claim);
      const owner = reason === undefined ? '' : `; ${reason}`;
      const message = `no build uses the claim folder, and ${map.registryPath} does not list it${owner}`;
      problems.push({ code: 'orphan', path: claim.path, message, repairable: reason === undefined });
      continue;
    }
    checkListed(map, claim, problems);
  }
  return problems;
}

/** The author of a declared claim chose its folder name, so only claims that no program declares must agree. */
function checkName(map: RepositoryMap, claim: FoundClaim, problems: Problem[]): void {
  const { name, file, object } = claim;
  if (object.name === name || map.owned.has(file)) return;
  const line = lineOfName(map.view.contents.get(file) ?? '');
  const message = `metadata.name is ${object.name}, the folder is ${name}`;
  problems.push({ code: 'name-mismatch', path: file, ...(line && { line }), message, repairable: false });
}

/** Each artefact is missed only where the tree has it at all. */
function checkListed(map: RepositoryMap, claim: FoundClaim, problems: Problem[]): void {
  const { applied, registry, registryPath, view } = map;
  const isRegistered = registry === undefined || registryEntryOf(map, claim) !== undefined;
  if (!isRegistered && view.index.entries.has(registryPath)) {
    const message = `no entry in ${registryPath}`;
    problems.push({ code: 'registry-entry-missing', path: claim.path, message, repairable: true });
  }
  if (applied.isUnsure(claim.path)) return;
  const own = map.kustomizationIn(claim.path);
  if (own === undefined && isMissed(map, claim)) {
    const message = 'the claim folder has no kustomization, so what lists it cannot be built';
    problems.push({ code: 'claim-kustomization-missing', path: claim.path, message, repairable: false });
    return;
  }
  if (
    own !== undefined &&
    applied.takesFrom(claim.path) &&
    !applied.takes(claim.file) &&
    isReadable(map, own)
  ) {
    const message = `the claim file ${claim.file.slice(claim.path.length + 1)} is not listed`;
    problems.push({ code: 'claim-not-listed', path: own, message, repairable: true });
  }
  const kustomization = map.kustomizationIn(inRoot(view.root, claim.category));
  if (kustomization === undefined || applied.takesFrom(claim.path)) return;
  const message = `${kustomization} does not list it`;
  problems.push({ code: 'kustomization-entry-missing', path: claim.path, message, repairable: true });
}

/** Whether some kustomization lists a folder that needs one for it. */
function isMissed({ applied }: RepositoryMap, { path }: FoundClaim): boolean {
  return applied.builds.some(({ problems }) =>
    problems.some(({ what, target }) => what === 'dangling' && target === path),
  );
}

function isReadable({ unreadable, view }: RepositoryMap, kustomization: string): boolean {
  return view.contents.has(kustomization) && !unreadable.some(({ path }) => path === kustomization);
}

/** Line of `metadata.name`, where it stands as people write it. */
function lineOfName(text: string): number | undefined {
  let isInMetadata = false;
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    if (isInMetadata && /^ +name:/.test(line)) return number;
    isInMetadata = line.startsWith('metadata:') || (isInMetadata && /^(?:[ #]|\r?$)/.test(line));
  }
  return undefined;
}
