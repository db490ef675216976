import type { JsonObject } from '../../core/claim-model';
import { identityOfValue } from '../../core/object-identity';
import { isClaimFile } from '../../harvester/claim-files/role-of-file';
import { furtherIdentities } from './claim-identity';
import type { Decisions } from './decide-all';
import { deleteNamed } from './deletion-gate';
import { type NamedClaim, namedClaim } from './named-claim';
import { fileOfDocument } from './document-path';
import type { PlanRound } from './plan-round';
import { refuseDeletion } from './refuse-deletion';
import type { RemovedClaim } from './removed-claims';

/**
 * Decides that claims go that a person named and no program declares, with every artefact of them.
 *
 * @param keys - `<category>/<name>`
 * @throws ToolkitError see {@link refuseDeletion}
 */
export function decideDeletion(keys: Iterable<string>, round: PlanRound): Decisions {
  const named = [...keys].sort().map((key) => namedClaim(key, round));
  refuseDeletion(named, round);
  const removed = named.map((claim) => removal(claim, round));
  return { outcomes: [], blocked: [], removed, issues: [], warnings: () => [] };
}

function removal({ key, category, name, place, flat, files }: NamedClaim, round: PlanRound): RemovedClaim {
  const claimFile = files.find((path) => isClaimFile(path) && /\.ya?ml$/.test(fileOfDocument(path)));
  const value = claimFile === undefined ? undefined : round.reader.value(claimFile);
  const identity = identityOfValue(value);
  return {
    construct: key,
    category,
    name,
    lines: [],
    ...(identity !== undefined && { value: value as JsonObject, identity }),
    claimPath: claimFile ?? place,
    flat,
    isTaken: false,
    registered: round.registry?.byKey.has(key) === true,
    deletable: files.map(deleteNamed),
    otherObjects: identity === undefined ? furtherIdentities(value) : [],
    handEdited: [],
    othersFiles: [],
  };
}
