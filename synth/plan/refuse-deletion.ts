import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import { didYouMean, nearestName } from '../../core/nearest-name';
import type { SnapshotIndex } from '../../core/snapshot';
import type { RegistryScan } from '../../harvester/registry/scan-registry';
import { belowRoot, inRoot, registryPath } from '../../harvester/paths';
import { fileOfDocument } from './document-path';
import type { NamedClaim } from './named-claim';
import type { Ownership } from './ownership';
import type { PlanRound } from './plan-round';
import { withoutTrailing } from '../../core/trim-ends';

/**
 * A person names a claim, not files: whatever else a registry entry leads to, or stands in the claim's folder, is not meant.
 *
 * @throws ToolkitError with one issue a claim: `claim-owned-elsewhere` for files and claims of another project,
 *   `claim-path-wrong` for an entry that leads elsewhere and a folder with other claims in it, `claim-not-found`
 */
export function refuseDeletion(named: readonly NamedClaim[], round: PlanRound): void {
  const issues = named.flatMap((claim) => issueOf(claim, round) ?? []);
  const [first] = issues;
  if (first === undefined) return;
  const message = issues.length === 1 ? first.message : `${issues.length} claims cannot be deleted`;
  throw new ToolkitError(first.code, message, { issues });
}

function issueOf(claim: NamedClaim, round: PlanRound): Issue | undefined {
  const {
    registry,
    ownership,
    snapshot: { index },
    context: {
      config: { root },
    },
  } = round;
  const { key, files, problem } = claim;
  const named = files.map(fileOfDocument).find((path) => ownership.foreignNaming(path) !== undefined);
  const owner =
    ownership.foreign.get(key) ?? (named === undefined ? undefined : ownership.foreignNaming(named));
  if (owner !== undefined) {
    const what = named === undefined ? '' : ` with ${named}`;
    return {
      code: 'claim-owned-elsewhere',
      message: `'${key}'${what} belongs to project '${owner.project}' (${owner.ledger})`,
      construct: key,
      hint: `Remove it from the program of '${owner.project}'.`,
    };
  }
  const wrong = problem ?? otherClaimIn(claim, registry, ownership, root);
  if (wrong !== undefined) {
    return {
      code: 'claim-path-wrong',
      message: wrong,
      construct: key,
      hint: `Correct the entry in ${registryPath(root)}, then delete the claim.`,
    };
  }
  if (files.length > 0 || registry?.byKey.has(key) === true) return undefined;
  const near = nearestName(key, knownKeys(registry, index, root));
  return {
    code: 'claim-not-found',
    message: `no claim '${key}' in the target${didYouMean(near)}`,
    construct: key,
    hint: 'Name it as <category>/<name>; `claims list` shows all.',
  };
}

/** Another claim that stands in what would be deleted, by the registry or by our own ledger. */
function otherClaimIn(
  { key, files, flat }: NamedClaim,
  registry: RegistryScan | undefined,
  ownership: Ownership,
  root: string,
): string | undefined {
  const owned = files.map((path) => ownership.lineOf(path)).find((line) => line && line.construct !== key);
  if (owned !== undefined) return `${owned.path} is a file of '${owned.construct}', not of '${key}'`;
  const folder = inRoot(root, key);
  for (const entry of registry?.entries ?? []) {
    if (entry.key === key) continue;
    const path = withoutTrailing(entry.fields.get('path') ?? '', '/');
    const isInside = flat ? files.includes(path) : path === folder || path.startsWith(`${folder}/`);
    if (isInside) {
      return `the path of '${entry.key}' in the registry is '${path}', where '${key}' would be deleted`;
    }
  }
  return undefined;
}

function knownKeys(registry: RegistryScan | undefined, index: SnapshotIndex, root: string): string[] {
  const keys = new Set(registry?.byKey.keys());
  for (const path of index.entries.keys()) {
    const [...folders] = belowRoot(root, path)?.split('/').slice(0, -1) ?? [];
    // Which of the folders is the claim nobody knows here: each may be.
    for (let end = 2; end <= folders.length; end++) {
      if (folders[0] !== '.claims') keys.add(folders.slice(0, end).join('/'));
    }
  }
  return [...keys];
}
