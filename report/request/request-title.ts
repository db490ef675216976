import type { Plan } from '../../core/plan';
import { grouped } from '../view/phrase';
import { describePlan } from '../view/plan-view';
import { shortText } from '../review/visible-text';

/** Title of a change request, one line of plain text without anything from a claim: `claims(shop): 2 added, 1 removed`. */
export function requestTitle(plan: Plan, project: string): string {
  const { counts, touched } = describePlan(plan);
  const said = counts
    .filter(({ number }) => number > 0)
    .map(({ word, number }) => `${grouped(number)} ${word}`);
  const files = `${grouped(touched.length)} file${touched.length === 1 ? '' : 's'}`;
  return `${prefix(project)}: ${said.length > 0 ? said.join(', ') : files}`;
}

/** The same for a commit message, which nothing renders: the only claim by its name, `claims(shop): add infra/app-pvc`. */
export function commitTitle(plan: Plan, project: string): string {
  const [change, ...others] = describePlan(plan).changes;
  if (change === undefined || others.length > 0) return requestTitle(plan, project);
  return `${prefix(project)}: ${change.words.verb} ${shortText(change.claim, LONGEST_CLAIM)}`;
}

const LONGEST_CLAIM = 100;

function prefix(project: string): string {
  return `claims(${project.replace(/[^a-z0-9-]/g, '').slice(0, 63)})`;
}
