import { withoutTrailing } from '../../core/trim-ends';
import { ledgerLineProblem } from '../../harvester/ledger-line';
import { categoryOf, claimFileOf, inRoot, nameOf } from '../../harvester/paths';
import { documentPath } from './document-path';
import { remainingIn } from './folder-companions';
import type { PlanRound } from './plan-round';

/** One claim that a person named for deletion, with all that stands of it. */
export interface NamedClaim {
  /** `<category>/<name>`. */
  readonly key: string;
  readonly category: string;
  readonly name: string;
  /** Its folder, or the file of a flat claim. */
  readonly place: string;
  readonly flat: boolean;
  readonly files: readonly string[];
  /** Why its place is not one that only this claim can have. */
  readonly problem?: string;
}

/** Finds what stands of a claim: legacy flat files and orphaned folders included. Needs no ledger, for a person named it. */
export function namedClaim(key: string, round: PlanRound): NamedClaim {
  const {
    registry,
    context,
    joint,
    reader,
    snapshot: { index },
  } = round;
  const { root } = context.config;
  const category = categoryOf(key);
  const claim = { key, category, name: nameOf(key) };
  const path = withoutTrailing(registry?.byKey.get(key)?.fields.get('path') ?? '', '/');
  const flat = claimFileOf(root, category, path);
  if (flat !== undefined && ledgerLineProblem({ path: flat, construct: key }, root, category) === undefined) {
    if (joint.has(flat)) {
      const document = documentPath(flat, claim.name);
      const isThere = reader.entry(document) !== undefined;
      const unknown = `${flat} holds other claims too, and none of its documents is named '${key}'`;
      return {
        ...claim,
        place: flat,
        flat: true,
        files: isThere ? [document] : [],
        ...(!isThere && { problem: unknown }),
      };
    }
    return { ...claim, place: flat, flat: true, files: index.entries.has(flat) ? [flat] : [] };
  }
  const place = inRoot(root, key);
  const files = remainingIn(place, () => false, index);
  // An entry without a path says nothing about the place; one with another path says that the claim is elsewhere.
  const isElsewhere = path !== '' && path !== place;
  const problem = `the path of '${key}' in the registry is ${JSON.stringify(path)}, which is neither its folder nor a file of its own`;
  return { ...claim, place, flat: false, files, ...(isElsewhere && { problem }) };
}
