import type { ChangeKind, Plan } from '../../core/plan';
import { requiredAcknowledgements } from '../../core/acknowledgement/acknowledgement';
import { CHANGE_WORDS, claimSection, keptSection } from './claim-section';
import { destructionOf, type Destruction } from '../view/destruction';
import { inlineCode } from './inline-code';
import type { DiffContext, ReviewContext } from '../view/review-context';
import { riskOf } from '../view/risk';
import type { Section } from './section';
import { joinSections } from './split-review';
import {
  acknowledgedSection,
  destructionSection,
  missingSection,
  summarySection,
  validationSection,
} from './summary-sections';
import { counted, grouped } from './visible-text';

/** What needs the reader's eye most comes first. */
const BUCKETS: readonly ChangeKind[] = [
  'removed',
  'replaced',
  'renamed',
  'changed',
  'added',
  'registry-only',
];

/**
 * The description of a change request, as sections that `splitReview` divides to what the forge takes. Everything that
 * comes from claims, files or messages stands in code, without its secrets and with what is invisible made visible.
 */
export function renderReview(plan: Plan, context: ReviewContext): Section[] {
  const acknowledged = new Set(context.acknowledged ?? []);
  const required = context.acknowledged === undefined ? [] : requiredAcknowledgements(plan);
  const destructions = destructionsOf(plan, context);
  return [
    summarySection(plan, riskOf(plan, destructions), context),
    acknowledgedSection(required.map(({ claim }) => claim).filter((claim) => acknowledged.has(claim))),
    missingSection(required.filter(({ claim }) => !acknowledged.has(claim))),
    destructionSection(destructions),
    validationSection(plan, context.validation, context),
    ...bucketSections(plan, context),
    footerSection(context),
  ].filter((section) => section !== undefined);
}

/** The same for `claims diff --markdown`: one text, without limits, acknowledgements and markers. */
export function renderDiffMarkdown(plan: Plan, context: DiffContext): string {
  const destructions = destructionsOf(plan, context);
  const sections = [
    summarySection(plan, riskOf(plan, destructions), context),
    destructionSection(destructions),
    validationSection(plan, context.validation, context),
    ...bucketSections(plan, context),
  ];
  return joinSections(sections.filter((section) => section !== undefined));
}

/** Title of the change request, one line of plain text without anything from a claim: `claims(shop): 2 added, 1 removed`. */
export function reviewTitle(plan: Plan, context: { readonly project: string }): string {
  const counts: string[] = [];
  for (const bucket of ['added', 'changed', 'renamed', 'replaced', 'removed', 'registry-only'] as const) {
    const count = plan.changes.filter(({ change }) => change === bucket).length;
    if (count > 0) {
      counts.push(`${grouped(count)} ${CHANGE_WORDS[bucket]}`);
    }
  }
  const project = context.project.replace(/[^a-z0-9-]/g, '').slice(0, 63);
  const files = plan.files.filter(({ action }) => action !== 'unchanged').length;
  return `claims(${project}): ${counts.length > 0 ? counts.join(', ') : counted(files, 'file')}`;
}

function destructionsOf(plan: Plan, context: DiffContext): Destruction[] {
  return plan.changes
    .filter(({ change }) => change === 'removed' || change === 'replaced')
    .map((change) => destructionOf(change, context.previous?.get(`${change.category}/${change.name}`)));
}

function bucketSections(plan: Plan, context: DiffContext): Section[] {
  const sections: Section[] = [];
  for (const bucket of BUCKETS) {
    const changes = plan.changes.filter(({ change }) => change === bucket);
    const word = CHANGE_WORDS[bucket];
    const heading = `${word.charAt(0).toUpperCase()}${word.slice(1)} (${grouped(changes.length)})`;
    for (const change of changes) {
      sections.push(claimSection(change, heading, context));
    }
  }
  for (const file of plan.kept) {
    sections.push(keptSection(file, `Kept as they are, not changed (${grouped(plan.kept.length)})`, context));
  }
  return sections;
}

function footerSection(context: ReviewContext): Section {
  const { inputHash, outputHash, version } = context;
  return {
    id: 'footer',
    blocks: [
      { type: 'text', text: '---' },
      {
        type: 'text',
        text: `Input ${inlineCode(inputHash)}, output ${inlineCode(outputHash)}, written by \`claims\` ${inlineCode(version)}. This text is rewritten when the claims change; what people add to it is not read.`,
      },
    ],
  };
}
