import { isInClosedFolder } from '../../core/snapshot';
import type { ScannedEntry } from '../registry/scan-registry';
import { belowRoot, inRoot } from '../paths';
import { sameItem } from '../string-list';
import type { Problem, ProblemCode } from './problem';
import { joinPath } from '../applied/tree-paths';
import type { RepositoryMap } from './repository-map';
import type { FoundClaim } from '../tree/standing-claims';
import { isSameSlug, isSlug, slugOf } from '../tree/repository-view';

const REQUIRED = ['name', 'template', 'createdAt', 'createdBy', 'source'] as const;

/** What a registry entry should say, as far as the tree can tell. */
export interface EntryFinding {
  readonly entry: ScannedEntry;
  /** The claim that the entry is about: where its path leads, else the one that its template and name fit. */
  readonly claim: FoundClaim | undefined;
  readonly pathIsWrong: boolean;
}

/** Registry entries: paths, categories, repositories, duplicates, names. */
export function checkRegistry(map: RepositoryMap): Problem[] {
  const problems: Problem[] = [];
  const keys = new Map<string, ScannedEntry>();
  const paths = new Map<string, ScannedEntry>();
  const slug = slugOf(map.view);
  for (const finding of findEntries(map)) {
    const { entry, claim, pathIsWrong } = finding;
    const { fields, line } = entry;
    const name = fields.get('name') ?? '';
    const report = (code: ProblemCode, message: string, repairable: boolean): void => {
      problems.push({
        code,
        path: map.registryPath,
        line,
        message: `entry ${name || `in line ${line}`}: ${message}`,
        repairable,
      });
    };
    for (const field of REQUIRED) {
      if (!fields.get(field)) report('registry-field', `${field} is missing`, false);
    }
    checkPath(finding, report);
    checkCategory(finding, map, report);
    checkRepository(fields.get('repository') ?? '', slug, report);
    const path = sameItem(fields.get('path') ?? '');
    const isShared = (map.claimsByPath.get(path)?.length ?? 0) > 1;
    const twin = keys.get(entry.key) ?? (pathIsWrong || isShared ? undefined : paths.get(path));
    if (twin !== undefined) {
      report('registry-duplicate', `the entry in line ${twin.line} is for the same claim`, false);
    }
    if (!keys.has(entry.key)) keys.set(entry.key, entry);
    if (!paths.has(path)) paths.set(path, entry);
    if (claim !== undefined && name !== '') checkName(name, claim, map, report);
  }
  return problems;
}

/** Every entry with the claim that it is about. */
export function findEntries(map: RepositoryMap): EntryFinding[] {
  const unregistered = new Map<string, FoundClaim[]>();
  for (const claim of map.claims.values()) {
    if (map.entryByPath.has(claim.path)) continue;
    const key = fitKey(claim.object.kind, claim.object.name);
    unregistered.set(key, [...(unregistered.get(key) ?? []), claim]);
  }
  return (map.registry?.entries ?? []).map((entry) => {
    const path = sameItem(entry.valueOf('path') ?? '');
    const isPath = isClaimPath(map, path);
    if (isPath) return { entry, claim: claimAt(map, path, entry), pathIsWrong: false };
    return { entry, claim: fittingClaim(map, entry, unregistered), pathIsWrong: true };
  });
}

/** Of several claims in a file the one that is called like the entry. */
function claimAt(map: RepositoryMap, path: string, entry: ScannedEntry): FoundClaim | undefined {
  const claims = map.claimsByPath.get(path) ?? [];
  return (
    claims.find(({ name, object }) => [name, object.name].includes(entry.valueOf('name') ?? '')) ?? claims[0]
  );
}

type Report = (code: ProblemCode, message: string, repairable: boolean) => void;

function checkPath({ entry, claim, pathIsWrong }: EntryFinding, report: Report): void {
  if (!pathIsWrong) return;
  const path = entry.fields.get('path') ?? '';
  const escapes = path.startsWith('/') || joinPath('', path) === undefined;
  const problem = escapes ? 'leads out of the repository' : 'is not a claim';
  const hint = claim === undefined ? '' : `, expected ${claim.path}`;
  report('registry-path', `path ${JSON.stringify(path)} ${problem}${hint}`, claim !== undefined);
}

function checkCategory(
  { entry, claim, pathIsWrong }: EntryFinding,
  map: RepositoryMap,
  report: Report,
): void {
  const category = entry.fields.get('category') ?? '';
  const expected = claim?.category ?? (pathIsWrong ? undefined : categoryOfPath(map, entry));
  if (category !== '' && (expected === undefined || category === expected)) return;
  const isFree =
    expected !== undefined && !map.registry?.byKey.has(`${expected}/${entry.fields.get('name') ?? ''}`);
  const said = category === '' ? 'category is empty' : `category is ${category}`;
  report('registry-category', `${said}${expected === undefined ? '' : `, expected ${expected}`}`, isFree);
}

function checkRepository(repository: string, slug: string | undefined, report: Report): void {
  const repairable = slug !== undefined;
  if (repository === '') report('registry-repository', 'repository is empty', repairable);
  else if (!isSlug(repository)) {
    // The value may hold a token: it is never repeated.
    report('registry-repository', 'repository is not a slug owner/name', repairable);
  } else if (slug !== undefined && !isSameSlug(repository, slug)) {
    report('registry-repository', `repository is ${repository}, the target is ${slug}`, true);
  }
}

function checkName(name: string, claim: FoundClaim, map: RepositoryMap, report: Report): void {
  if (!claim.flat) {
    if (name !== claim.name) report('name-mismatch', `the folder is ${claim.name}`, false);
  } else if (name !== claim.object.name && !map.owned.has(claim.file)) {
    report('name-mismatch', `claim is ${claim.object.name}`, false);
  }
}

/** A folder below a category, or a YAML file directly in one. */
function isClaimPath(map: RepositoryMap, path: string): boolean {
  if (map.claims.has(path) || isInClosedFolder(map.view.index, path)) return true;
  const parts = belowRoot(map.view.root, path)?.split('/') ?? [];
  if (parts.length !== 2) return false;
  const category = map.categories.get(parts[0] ?? '');
  return category?.folders.has(parts[1] ?? '') === true || category?.flatFiles.includes(path) === true;
}

function categoryOfPath(map: RepositoryMap, entry: ScannedEntry): string | undefined {
  return belowRoot(map.view.root, sameItem(entry.fields.get('path') ?? ''))?.split('/')[0];
}

/**
 * The claim in the folder where the entry's own would be, else the one of which kind and name fit; never one that another
 * entry is about.
 */
function fittingClaim(
  map: RepositoryMap,
  entry: ScannedEntry,
  unregistered: ReadonlyMap<string, FoundClaim[]>,
): FoundClaim | undefined {
  const said = (field: string): string => entry.valueOf(field) ?? '';
  const usual = map.claims.get(inRoot(map.view.root, entry.key));
  if (usual !== undefined && !map.entryByPath.has(usual.path)) return usual;
  const fitting = unregistered.get(fitKey(said('template'), said('name'))) ?? [];
  const category = said('category');
  const inCategory = fitting.filter((claim) => category === '' || claim.category === category);
  return inCategory.length === 1 ? inCategory[0] : undefined;
}

function fitKey(kind: string, name: string): string {
  return `${kind.toLowerCase()}/${name}`;
}
