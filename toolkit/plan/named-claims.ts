import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import { didYouMean, nearestName } from '../../core/nearest-name';
import type { Snapshot } from '../../core/snapshot';
import { parseLedger, parseLedgerPath } from '../../harvester/ledger';
import { inRoot, registryPath } from '../../harvester/paths';
import { scanRegistry } from '../../harvester/registry/scan-registry';
import type { PathHistory } from '../target/path-history';

/** Claims (`<category>/<name>`) that somebody named. For a name that no claim has nothing would be done, and nothing said. */
export interface NamedClaims {
  readonly overwrite?: readonly string[];
  readonly acknowledge?: readonly string[];
  /** Claims or categories that alone are shown. */
  readonly only?: readonly string[];
}

/** What an acknowledgement names a claim by whose name cannot be written; nobody can tell whose it was once that is gone. */
const TOKEN = /^claim-[a-z]{16}$/;

/** Where the names of claims are looked for. */
export interface KnownClaims {
  /** Construct paths that the program declares. */
  readonly declared: readonly string[];
  /** Folder of the claims in the target. */
  readonly root: string;
  /** The target with what the plan read of it: registry and ledgers among it. */
  readonly snapshot: Snapshot;
  /** Absent where there is no history. */
  readonly wasThere?: PathHistory | undefined;
}

/**
 * Refuses names in `--overwrite` and `--acknowledge` that no claim has or ever had: not in the program, not in the target (registry,
 * ledgers, folders), not in the history of its base. What had its removal merged still passes, so that a command line need not be changed
 * for that.
 *
 * @throws ToolkitError `claim-not-found` with the nearest names
 */
export async function refuseUnknownClaims(named: NamedClaims, known: KnownClaims): Promise<void> {
  const given = [
    ...(named.overwrite ?? []).map((claim) => ({ flag: '--overwrite', claim })),
    ...(named.acknowledge ?? []).map((claim) => ({ flag: '--acknowledge', claim })),
    ...(named.only ?? []).map((claim) => ({ flag: '', claim })),
  ];
  if (given.length === 0) return;
  const names = claimNames(known);
  const issues: Issue[] = [];
  for (const { flag, claim } of given) {
    const isToken = flag === '--acknowledge' && TOKEN.test(claim);
    const isCategory = flag === '' && [...names].some((name) => name.startsWith(`${claim}/`));
    if (names.has(claim) || isToken || isCategory || (await everStood(claim, known))) continue;
    const said = `no claim '${claim}' in the program or the target${suggestion(claim, flag, names)}`;
    issues.push({
      code: 'claim-not-found',
      message: flag === '' ? said : `${flag}: ${said}`,
      construct: claim,
      hint: 'Name it as <category>/<name>; `claims list` and `claims list --program` show all.',
    });
  }
  const [first] = issues;
  if (first === undefined) return;
  const message = issues.length === 1 ? first.message : `${issues.length} names are those of no claim`;
  throw new ToolkitError('claim-not-found', message, { issues });
}

function claimNames({ declared, root, snapshot }: KnownClaims): ReadonlySet<string> {
  const names = new Set(declared);
  const add = (found: () => Iterable<string>): void => {
    try {
      for (const name of found()) names.add(name);
    } catch (error) {
      // What cannot be read (the head of a request may be anything) names nothing; the plan has its own say about it.
      if (!ToolkitError.isToolkitError(error)) throw error;
    }
  };
  const registry = registryPath(root);
  for (const text of [snapshot.contents.get(registry), snapshot.openRequestRegistry]) {
    if (text !== undefined) add(() => scanRegistry(text, registry).byKey.keys());
  }
  for (const [path, text] of snapshot.contents) {
    if (parseLedgerPath(root, path) !== undefined) {
      add(() => parseLedger(text, path).map(({ construct }) => construct));
    }
  }
  return names;
}

/** A folder of that name, or the file of a flat claim: now, or once. */
async function everStood(claim: string, { root, snapshot, wasThere }: KnownClaims): Promise<boolean> {
  const segments = claim.split('/');
  if (segments.length < 2 || segments.some((segment) => !/^[A-Za-z0-9_-][\w.-]*$/.test(segment))) {
    return false;
  }
  const place = inRoot(root, claim);
  const places = [place, `${place}.yaml`, `${place}.yml`];
  for (const path of snapshot.index.entries.keys()) {
    if (places.some((place) => path === place || path.startsWith(`${place}/`))) return true;
  }
  for (const place of places) if ((await wasThere?.(place)) === true) return true;
  return false;
}

function suggestion(claim: string, flag: string, names: ReadonlySet<string>): string {
  const parts = claim.split(/[,;\s]+/).filter((part) => part !== '');
  if (parts.length > 1) {
    const each = parts.map((part) => [flag, nearestClaim(part, names) ?? part].filter(Boolean).join(' '));
    return `; ${flag === '' ? 'write them one by one' : 'give the option once for each'}: ${each.join(' ')}`;
  }
  return didYouMean(nearestClaim(claim, names));
}

/** The nearest by all of its name, else by what stands behind the category. */
function nearestClaim(claim: string, names: ReadonlySet<string>): string | undefined {
  const near = nearestName(claim, names);
  if (near !== undefined) return near;
  const last = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
  const byLast = new Map([...names].map((name) => [last(name), name]));
  return byLast.get(nearestName(last(claim), byLast.keys()) ?? '');
}
