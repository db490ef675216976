import type { JsonObject } from '../../core/claim-model';
import type { Change, Plan, PlannedFile } from '../../core/plan';
import type { Snapshot } from '../../core/snapshot';
import {
  categoryKustomizationPath,
  flatFileOf,
  LOCATIONS_PATH,
  locationTarget,
  registryPath,
} from '../../harvester/paths';
import { type RegistryScan, scanRegistry } from '../../harvester/registry/scan-registry';
import { fileName, isClaimFile, wholeObject } from './claim-files';
import { furtherIdentities } from './claim-identity';
import { identityOfValue } from '../../core/object-identity';
import { ledgerLineProblem } from '../../harvester/ledger-line';
import { deleteNamed } from './deletion-gate';
import { ledgerPaths, Ownership } from './ownership';
import type { PlanContext } from './plan-context';
import { LedgerPlan } from './plan-ledgers';
import { PlanReader } from './plan-reader';
import { RegistryPlan } from './plan-registry';
import { CategoryLists, type ListChange, planLocations } from './plan-shared-lists';
import { type Doomed, refuseDeletion } from './refuse-deletion';
import { summarize } from './summarize';
import { WrittenTexts } from './written-texts';
import { withoutTrailing } from '../../core/trim-ends';
import { compareText } from '../../core/text/compare-text';

/** Paths that must be read before {@link buildDeletion} can plan; empty when all are there. */
export function neededForDeletion(
  keys: readonly string[],
  snapshot: Snapshot,
  context: PlanContext,
): string[] {
  const { root } = context.config;
  const shared = [
    ...ledgerPaths(snapshot, root),
    registryPath(root),
    LOCATIONS_PATH,
    ...keys.map((key) => categoryKustomizationPath(root, key.slice(0, key.indexOf('/')))),
  ];
  const isMissing = (path: string): boolean =>
    snapshot.index.entries.has(path) && !snapshot.contents.has(path);
  const missing = [...new Set(shared)].filter(isMissing);
  if (missing.length > 0) return missing;
  const registry = scan(snapshot, root);
  return keys
    .flatMap((key) => standingFiles(key, snapshot, root, registry).files.filter(isClaimFile))
    .filter(isMissing);
}

/**
 * Plans the removal of named claims that no program declares: every artefact of them goes, legacy flat files and
 * orphaned folders included. Needs no ledger, for a person named them.
 *
 * @param keys - `<category>/<name>`
 * @throws ToolkitError see {@link refuseDeletion}
 */
export function buildDeletion(keys: readonly string[], snapshot: Snapshot, context: PlanContext): Plan {
  const { root, project } = context.config;
  const format = snapshot.index.objectFormat;
  const registryScan = scan(snapshot, root);
  const ownership = new Ownership(snapshot, root, project);
  ownership.read(snapshot.contents);
  const reader = new PlanReader(snapshot, ownership);
  const doomed = [...new Set(keys)].sort().map((key) => standingFiles(key, snapshot, root, registryScan));
  refuseDeletion(doomed, { registry: registryScan, ownership, index: snapshot.index, root });
  const files = new Map<string, PlannedFile>();
  const lists = new CategoryLists();
  const locations: ListChange = { add: [], remove: new Set() };
  const registry = new RegistryPlan(registryScan, undefined, context, undefined);
  const ledger = new LedgerPlan();
  const changes: Change[] = [];
  for (const claim of doomed) {
    for (const path of claim.files) files.set(path, deleteNamed(path));
    lists.of(claim.category).remove.add(claim.flat ? fileName(claim.files[0] ?? '') : claim.name);
    locations.remove.add(locationTarget(root, claim.category, claim.name));
    registry.remove(claim.key);
    changes.push(deletion(claim, reader, root));
  }
  const gone = new Set(doomed.map((claim) => claim.key));
  for (const line of ownership.lines()) {
    if (!gone.has(line.construct) && !files.has(line.path)) ledger.add(line.category, line);
  }
  // Lines that do not count are the next plan's business.
  for (const { line } of ownership.uncounted) if (!gone.has(line.construct)) ledger.add(line.category, line);
  const shared = [
    ...lists.plan(reader, root, format),
    planLocations(locations, reader, '', format),
    registry.plan(reader, format),
    ...ledger.plan(ownership.ownCategories, reader, { root, project }, format),
    ...new WrittenTexts(root, project).plan(snapshot, () =>
      ledger.idsOfEarlierTexts((path) => reader.entry(path)?.objectId),
    ),
  ];
  for (const file of shared) if (file !== undefined) files.set(file.path, file);
  const sorted = [...files.values()].sort((a, b) => compareText(a.path, b.path));
  return { files: sorted, changes, kept: [], warnings: [], summary: summarize(sorted, changes, [], 0) };
}

function scan(snapshot: Snapshot, root: string): RegistryScan | undefined {
  const text = snapshot.contents.get(registryPath(root));
  return text === undefined ? undefined : scanRegistry(text, registryPath(root));
}

function standingFiles(
  key: string,
  snapshot: Snapshot,
  root: string,
  registry: RegistryScan | undefined,
): Doomed {
  const slash = key.indexOf('/');
  const category = key.slice(0, slash);
  const name = key.slice(slash + 1);
  const entry = registry?.byKey.get(key);
  const path = withoutTrailing(entry?.fields.get('path') ?? '', '/');
  const flat = flatFileOf(root, category, path);
  const isOwnFile =
    flat !== undefined && ledgerLineProblem({ path: flat, construct: key }, root, category) === undefined;
  if (isOwnFile)
    return { key, category, name, flat: true, files: snapshot.index.entries.has(flat) ? [flat] : [] };
  const folder = `${root}/${category}/${name}/`;
  const files = [...snapshot.index.entries.keys()].filter((each) => each.startsWith(folder));
  // An entry without a path says nothing about the place; one with another path says that the claim is elsewhere.
  const isElsewhere = path !== '' && `${path}/` !== folder;
  const problem = isElsewhere
    ? `the registry says that '${key}' stands at ${JSON.stringify(path)}, which is neither its folder nor a file of its own`
    : undefined;
  return { key, category, name, flat: false, files, ...(problem !== undefined && { problem }) };
}

function deletion(claim: Doomed, reader: PlanReader, root: string): Change {
  const claimFile = claim.files.find((path) => isClaimFile(path) && /\.ya?ml$/.test(path));
  const value = claimFile === undefined ? undefined : (reader.value(claimFile) as JsonObject | undefined);
  const before = identityOfValue(value);
  const deletes = furtherIdentities(value);
  return {
    change: 'removed',
    kind: before?.kind ?? 'unknown',
    category: claim.category,
    name: claim.name,
    path: claimFile ?? `${root}/${claim.category}/${claim.name}`,
    ...(before && { before }),
    ...(deletes.length > 0 && { deletes }),
    fields: value === undefined || before === undefined ? [] : wholeObject(value, 'before'),
    files: [...claim.files].sort(),
  };
}
