import type { IConstruct } from 'constructs';
import { Claim } from '../../constructs/claim';
import type { Issue } from '../../core/issue';
import { findCycles } from './find-cycles';
import { type ModelDraft, report } from './read-claim';

/** Fills in `dependsOn` of every claim, and reports what is no claim of this app and what goes in a circle. */
export function readDependencies(drafts: readonly ModelDraft[], issues: Issue[]): void {
  const targetsOf = drafts.map((draft) => draft.claim.node.dependencies);
  if (targetsOf.every((targets) => targets.length === 0)) return;
  const indexes = new Map<IConstruct, number>();
  for (let index = 0; index < drafts.length; index++) {
    const draft = drafts[index];
    if (draft !== undefined) indexes.set(draft.claim, index);
  }
  const edges: (readonly number[])[] = [];
  for (const [position, draft] of drafts.entries()) {
    const known = new Set<number>();
    for (const target of targetsOf[position] ?? []) {
      const index = indexes.get(target);
      if (index === undefined) report(draft, notAClaim(target), issues);
      else known.add(index);
    }
    edges.push([...known]);
    draft.dependsOn = Object.freeze([...known].map((index) => drafts[index]?.constructPath ?? '').sort());
  }
  for (const cycle of findCycles(edges)) {
    const members = cycle.flatMap((index) => drafts[index] ?? []);
    const [first] = members;
    if (first === undefined) continue;
    const shown = members.length > 8 ? [...members.slice(0, 7), undefined] : members;
    const way = [...shown, first].map((draft) => draft?.constructPath ?? '…').join(' → ');
    report(
      first,
      {
        code: 'dependency-cycle',
        message: `claims depend on each other: ${way}`,
        field: 'dependsOn',
        hint: 'remove one of these dependencies',
      },
      issues,
    );
  }
}

function notAClaim(target: IConstruct): Parameters<typeof report>[1] {
  const what = Claim.isClaim(target) ? 'a claim of another app' : 'not a claim';
  return {
    code: 'dependency-invalid',
    message: `dependsOn has '${target.node.path}', which is ${what}`,
    field: 'dependsOn',
    hint: 'pass claims of the same app',
  };
}
