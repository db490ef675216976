import type { JsonObject } from '../../core/claim-model';
import type { Change, ClaimIdentity, KeptFile } from '../../core/plan';
import { flatFileOf } from '../layout/paths';
import { isClaimFile, wholeObject } from './claim-files';
import { furtherIdentities, identityOfValue } from './claim-identity';
import type { Ownership, OwnedLine } from './ownership';
import type { PlanReader } from './plan-reader';

/** A claim that our ledger knows and the program no longer declares. */
export interface RemovedClaim {
  /** `<category>/<name>` as it was declared. */
  readonly construct: string;
  readonly category: string;
  readonly name: string;
  readonly lines: readonly OwnedLine[];
  /** The claim as it stands in the target; undefined when its file is gone or no YAML. */
  readonly value?: JsonObject;
  readonly identity?: ClaimIdentity;
  readonly claimPath: string;
  readonly flat: boolean;
  /** Files that still stand and may go. */
  readonly deletable: readonly string[];
  /** Files that a person changed; while there are any, the claim stays as a whole. */
  readonly handEdited: readonly string[];
}

/** Finds what was declared before (ledger) and is not any more, with what stands of it. */
export function removedClaims(
  ownership: Ownership,
  declared: ReadonlySet<string>,
  reader: PlanReader,
  {
    root,
    overwrite,
    scope,
  }: {
    readonly root: string;
    readonly overwrite: ReadonlySet<string>;
    readonly scope?: ReadonlySet<string>;
  },
): RemovedClaim[] {
  const removed: RemovedClaim[] = [];
  for (const [construct, lines] of ownership.constructs) {
    if (!declared.has(construct) && (scope?.has(construct) ?? true)) {
      removed.push(removedClaim(construct, lines, reader, { root, overwrite: overwrite.has(construct) }));
    }
  }
  return removed;
}

function removedClaim(
  construct: string,
  lines: readonly OwnedLine[],
  reader: PlanReader,
  { root, overwrite }: { readonly root: string; readonly overwrite: boolean },
): RemovedClaim {
  const slash = construct.indexOf('/');
  const claimPath = lines.find((line) => isClaimFile(line.path))?.path ?? (lines[0] as OwnedLine).path;
  const standing = lines.filter((line) => reader.entry(line.path) !== undefined);
  const untouched = (line: OwnedLine): boolean =>
    overwrite || reader.entry(line.path)?.objectId === line.objectId;
  const value = reader.value(claimPath) as JsonObject | undefined;
  return {
    construct,
    category: construct.slice(0, slash),
    name: construct.slice(slash + 1),
    lines,
    value,
    identity: identityOfValue(value),
    claimPath,
    flat: isFlat(claimPath, root, construct),
    deletable: standing.filter(untouched).map((line) => line.path),
    handEdited: standing.filter((line) => !untouched(line)).map((line) => line.path),
  };
}

/** A legacy flat claim is a file directly in its category's folder. */
function isFlat(claimPath: string, root: string, construct: string): boolean {
  return flatFileOf(root, construct.slice(0, construct.indexOf('/')), claimPath) !== undefined;
}

/** Change entry for a claim that goes. */
export function removalChange(claim: RemovedClaim): Change {
  const deletes = furtherIdentities(claim.value);
  return {
    change: 'removed',
    kind: claim.identity?.kind ?? 'unknown',
    category: claim.category,
    name: claim.name,
    path: claim.claimPath,
    ...(claim.identity && { before: claim.identity }),
    ...(deletes.length > 0 && { deletes }),
    fields: claim.value === undefined ? [] : wholeObject(claim.value, 'before'),
    files: [...claim.deletable].sort(),
  };
}

/** Report for a claim that should go but was changed by hand: it stays as a whole. */
export function keptRemoval(claim: RemovedClaim): KeptFile[] {
  const { category, name } = claim;
  return claim.handEdited.map((path) => ({
    path,
    category,
    name,
    reason: 'hand-edited-removal',
    fields: [],
    programChanged: true,
  }));
}
