import { areEdited, heldBackClaims } from '../../core/held-back';
import type { Issue } from '../../core/issue';
import type { ChangeKind, Plan } from '../../core/plan';
import {
  acknowledgementLines,
  flagOf,
  type RequiredAcknowledgement,
} from '../../core/acknowledgement/acknowledgement';
import { identity } from './claim-section';
import type { DestroyedObject, Destruction } from '../view/destruction';
import { inlineCode, LONGEST_MESSAGE } from './inline-code';
import { isOfCrossplane, isOfKubernetes, takenAlong } from '../view/object-kinds';
import { originText, sourceUrlOf } from './program-origin';
import type { DiffContext, ValidationResults } from '../view/review-context';
import type { Risk } from '../view/risk';
import type { Block, Section } from './section';
import { sourceLink } from './source-link';
import { counted, grouped } from './visible-text';

/** Acknowledged claims named in the description; all of them stand in the commit message. */
const MOST_TRAILERS = 200;

/** What happens in numbers, and how risky it is. */
export function summarySection(plan: Plan, risk: Risk, context: DiffContext): Section {
  const { summary } = plan;
  const columns: readonly (readonly [string, number])[] = [
    ['added', summary.added],
    ['changed', summary.changed],
    ['renamed', summary.renamed],
    ['replaced', summary.replaced],
    ['removed', summary.removed],
    ['registry only', summary.registryOnly],
    ['kept', summary.kept],
  ];
  const { create, update, delete: deleted } = summary.files;
  const reasons = risk.reasons.length === 0 ? '' : `: ${risk.reasons.join('; ')}`;
  return {
    id: 'summary',
    blocks: [
      { type: 'text', text: `## Claims of ${inlineCode(context.project)} for ${inlineCode(context.base)}` },
      {
        type: 'text',
        text: [
          `| ${columns.map(([word]) => word).join(' | ')} |`,
          `|${' ---: |'.repeat(columns.length)}`,
          `| ${columns.map(([, count]) => grouped(count)).join(' | ')} |`,
        ].join('\n'),
      },
      {
        type: 'text',
        text: `**Risk: ${risk.level}**${reasons}. Files: ${grouped(create)} created, ${grouped(update)} updated, ${grouped(deleted)} deleted.`,
      },
      ...(context.program === undefined
        ? []
        : [{ type: 'text' as const, text: originText(context.program) }]),
      ...heldBackBlocks(plan),
    ],
  };
}

/** What the program asks for and this plan does not do. */
function heldBackBlocks({ kept }: Plan): Block[] {
  const claims = heldBackClaims(kept);
  if (claims.length === 0) return [];
  const verb = claims.length === 1 ? 'differs' : 'differ';
  const why = areEdited(kept)
    ? 'a person changed their files'
    : 'a person changed their files, or this project never wrote them';
  // Without names: nothing that comes from a claim stands above the trailers.
  const text = `**${counted(claims.length, 'claim')} ${verb} from the target and cannot be changed**: ${why}; what is kept stands below.`;
  return [{ type: 'text', text }];
}

/** What removals and replacements destroy, and what is not known about it. */
export function destructionSection(destructions: readonly Destruction[]): Section | undefined {
  if (destructions.length === 0) {
    return undefined;
  }
  const items = destructions.map(({ change, objects }) => {
    const claim = inlineCode(`${change.category}/${change.name}`);
    const what = objects.map(
      (object) =>
        `${identity(object.identity)} is deleted from the cluster. ${fateText(object, change.change)}`,
    );
    return `${claim} is ${change.change}: ${what.join(' ')}`;
  });
  return { id: 'destruction', heading: 'What this destroys', blocks: [{ type: 'list', items }] };
}

function fateText(
  { identity: object, fate, fields, holdsData, isComplete }: DestroyedObject,
  change: ChangeKind,
): string {
  const evidence = fields
    .slice(0, 3)
    .map(({ path, value }) => `${inlineCode(path)} is ${inlineCode(value)}`)
    .join(', ');
  switch (fate) {
    case 'kept':
      return `What stands behind it is kept: ${evidence}.`;
    case 'destroyed':
      return `**What stands behind it is destroyed${holdsData ? ', and its data with it' : ''}**: ${evidence}.`;
    case 'unknown': {
      if (object !== undefined && isOfKubernetes(object)) {
        const along = takenAlong(object);
        return along === undefined
          ? 'It is of a kind of Kubernetes itself: with it goes only what the cluster made for it.'
          : `**${along}**`;
      }
      const data = holdsData ? '**Its kind speaks of data, which may be lost.** ' : '';
      const known = isComplete
        ? 'It names no deletion policy'
        : change === 'removed'
          ? 'Its file could not be read, so its deletion policy is not known'
          : 'No deletion policy is among the fields that differ';
      const decides =
        object !== undefined && isOfCrossplane(object)
          ? 'Crossplane deletes what stands behind it unless told otherwise.'
          : 'where a Crossplane composition stands behind it, that decides, and Crossplane deletes unless told otherwise.';
      return `${data}${known}; ${decides}${evidence === '' ? '' : ` (${evidence})`}`;
    }
  }
}

/** The exact words that are still to be said, one line for each claim. */
export function missingSection(missing: readonly RequiredAcknowledgement[]): Section | undefined {
  if (missing.length === 0) {
    return undefined;
  }
  return {
    id: 'acknowledgement needed',
    heading: `Acknowledgement needed (${grouped(missing.length)})`,
    blocks: [
      {
        type: 'text',
        text: 'This cannot be merged before a person acknowledges each removal and replacement by name: with `claims pr --acknowledge`, or with a label that somebody puts here who may write to this repository.',
      },
      {
        type: 'list',
        items: missing.map(
          ({ claim, change, trailer, label }) =>
            `${inlineCode(claim)} is ${change}: ${inlineCode(flagOf({ trailer }), 300)} or the label ${inlineCode(label)}`,
        ),
      },
    ],
  };
}

/** The acknowledgements that count. They stand in the commit message, where a later run reads them; here they are for people. */
export function acknowledgedSection(claims: readonly string[]): Section | undefined {
  if (claims.length === 0) {
    return undefined;
  }
  const blocks: Block[] = [
    { type: 'text', text: acknowledgementLines(claims.slice(0, MOST_TRAILERS)).join('\n') },
  ];
  if (claims.length > MOST_TRAILERS) {
    blocks.push({
      type: 'text',
      text: `and ${grouped(claims.length - MOST_TRAILERS)} more, named in the commit message.`,
    });
  }
  return { id: 'acknowledged', heading: 'Acknowledged', blocks };
}

/** Validation results and the plan's warnings. */
export function validationSection(
  plan: Plan,
  validation: ValidationResults | undefined,
  context: DiffContext,
): Section | undefined {
  // By what they say: whoever adds a warning of the plan once more does not double it.
  const found = [...(validation?.issues ?? []), ...plan.warnings];
  const issues = [...new Map(found.map((issue) => [issueText(issue, context), issue])).values()];
  if (validation === undefined && issues.length === 0) {
    return undefined;
  }
  const warnings = issues.filter((issue) => issue.severity === 'warning').length;
  const checked = validation === undefined ? '' : `${counted(validation.claims, 'claim')} checked: `;
  const text = `${checked}${counted(issues.length - warnings, 'error')}, ${counted(warnings, 'warning')}.`;
  return {
    id: 'validation',
    heading: 'Validation',
    blocks: [
      { type: 'text', text },
      ...(issues.length === 0
        ? []
        : [{ type: 'list' as const, items: issues.map((issue) => issueText(issue, context)) }]),
    ],
  };
}

function issueText(issue: Issue, context: DiffContext): string {
  const where = [
    ...(issue.construct === undefined ? [] : [inlineCode(issue.construct)]),
    ...(issue.field === undefined ? [] : [inlineCode(issue.field)]),
    ...(issue.source === undefined
      ? []
      : [sourceLink(issue.source.file, issue.source.line, sourceUrlOf(context, issue.source.file))]),
  ];
  const place = where.length === 0 ? '' : ` at ${where.join(' ')}`;
  const hint = issue.hint === undefined ? '' : `; ${inlineCode(issue.hint, LONGEST_MESSAGE)}`;
  return `${issue.severity ?? 'error'} ${inlineCode(issue.code)}${place}: ${inlineCode(issue.message, LONGEST_MESSAGE)}${hint}`;
}
