import type { Snapshot } from '../../core/snapshot';
import { compareText } from '../../core/text/compare-text';
import { categoryOf, claimFileOf } from '../../harvester/paths';
import type { RegistryScan } from '../../harvester/registry/scan-registry';
import { JointFiles } from './joint-files';
import type { DesiredClaim } from './desired-claim';
import type { PlanContext } from './plan-context';
import type { PlanReader } from './plan-reader';
import type { TargetFacts } from './target-facts';
import type { DividedClaims } from './untouched-claims';

/** Divides the files that several claims stand in: what is asked of reader and ownership afterwards is answered by document. */
export function divideFiles(
  facts: TargetFacts,
  snapshot: Snapshot,
  { config, scope }: PlanContext,
  reader: PlanReader,
): DividedClaims & { readonly joint: JointFiles } {
  const { ownership, claims, claimFiles, registry } = facts;
  const touched = new Set(facts.touched);
  const joint = new JointFiles(
    {
      snapshot,
      ownership,
      claimFiles,
      *claims() {
        for (const claim of claims) if (claim.paths.flat) yield { claim, isTouched: touched.has(claim) };
      },
      named: claims.length > 0 || scope === undefined ? new Map() : namedFiles(scope, registry, config.root),
    },
    reader,
  );
  reader.divide(joint);
  ownership.divide(joint);
  if (joint.isEmpty) return { touched: facts.touched, untouched: facts.untouched, joint };
  const isDivided = ({ paths }: DesiredClaim): boolean => paths.flat && joint.has(paths.claim);
  return {
    joint,
    untouched: facts.untouched.filter((claim) => !isDivided(claim)),
    touched: [...facts.touched, ...facts.untouched.filter(isDivided)]
      .filter((claim) => !joint.isUnread(claim.paths.claim))
      .map((claim) => joint.claim(claim))
      .sort((one, other) => compareText(one.model.constructPath, other.model.constructPath)),
  };
}

/** Files of claims that a person named and that the registry says to be of other claims, too: all claims of each. */
function namedFiles(
  scope: ReadonlySet<string>,
  registry: RegistryScan | undefined,
  root: string,
): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const key of scope) {
    const path = claimFileOf(root, categoryOf(key), registry?.byKey.get(key)?.fields.get('path'));
    if (path !== undefined) files.set(path, []);
  }
  if (files.size === 0) return files;
  for (const { key, fields } of registry?.entries ?? []) files.get(fields.get('path') ?? '')?.push(key);
  for (const [path, keys] of files) if (keys.length < 2) files.delete(path);
  return files;
}
