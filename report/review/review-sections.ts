import type { ChangeKind, Plan } from '../../core/plan';
import { requiredAcknowledgements } from '../../core/acknowledgement/acknowledgement';
import { CHANGE_WORDS } from '../view/change-words';
import { destructionOf } from '../view/destruction';
import { describePlan, type PlanView } from '../view/plan-view';
import { grouped } from '../view/phrase';
import { riskOf } from '../view/risk';
import { claimSection } from './claim-section';
import { destructionSection } from './destruction-section';
import { keptSection } from './kept-section';
import type { DiffContext, ReviewContext } from './review-context';
import type { Section } from './section';
import { acknowledgedSection, footerSection, missingSection, summarySection } from './summary-sections';
import { validationSection } from './validation-section';

/** What needs the reader's eye most comes first. */
const BUCKETS: readonly ChangeKind[] = [
  'removed',
  'replaced',
  'renamed',
  'changed',
  'added',
  'registry-only',
];

/** The description of a change request, as sections. Everything that comes from claims, files or messages is marked as foreign in them. */
export function reviewSections(plan: Plan, context: ReviewContext): Section[] {
  const acknowledged = new Set(context.acknowledged ?? []);
  const required = context.acknowledged === undefined ? [] : requiredAcknowledgements(plan);
  const [summary, ...sections] = diffSections(plan, context);
  return [
    summary,
    acknowledgedSection(required.map(({ claim }) => claim).filter((claim) => acknowledged.has(claim))),
    missingSection(required.filter(({ claim }) => !acknowledged.has(claim))),
    ...sections,
    footerSection(context),
  ].filter((section) => section !== undefined);
}

/** The same without acknowledgements and hashes. */
export function diffSections(plan: Plan, context: DiffContext): Section[] {
  const view = describePlan(plan);
  const destructions = plan.changes
    .filter(({ change }) => change === 'removed' || change === 'replaced')
    .map((change) => destructionOf(change, context.previous?.get(`${change.category}/${change.name}`)));
  return [
    summarySection(view, riskOf(plan, destructions), context),
    destructionSection(destructions),
    validationSection(plan, context),
    ...bucketSections(view, context),
  ].filter((section) => section !== undefined);
}

function bucketSections({ changes, kept }: PlanView, context: DiffContext): Section[] {
  const sections: Section[] = [];
  for (const bucket of BUCKETS) {
    const { word } = CHANGE_WORDS[bucket];
    const some = changes.filter(({ planned }) => planned.change === bucket);
    const heading = `${word.charAt(0).toUpperCase()}${word.slice(1)} (${grouped(some.length)})`;
    for (const change of some) sections.push(claimSection(change, heading, context));
  }
  const heading = `Kept as they are, not changed (${grouped(kept.length)})`;
  for (const file of kept) sections.push(keptSection(file, heading, context));
  return sections;
}
