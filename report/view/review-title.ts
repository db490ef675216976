import type { Plan } from '../../core/plan';
import { describePlan } from './plan-view';
import { grouped } from './phrase';

/** Title of a change request, one line of plain text without anything from a claim: `claims(shop): 2 added, 1 removed`. */
export function reviewTitle(plan: Plan, context: { readonly project: string }): string {
  const { counts, touched } = describePlan(plan);
  const said = counts
    .filter(({ number }) => number > 0)
    .map(({ word, number }) => `${grouped(number)} ${word}`);
  const files = `${grouped(touched.length)} file${touched.length === 1 ? '' : 's'}`;
  return `${prefix(context.project)}: ${said.length > 0 ? said.join(', ') : files}`;
}

function prefix(project: string): string {
  return `claims(${project.replace(/[^a-z0-9-]/g, '').slice(0, 63)})`;
}
