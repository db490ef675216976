import type { Issue } from '../../core/issue';
import type { Plan } from '../../core/plan';
import { code, counted, joinPhrases, phrase, type Phrase } from '../view/phrase';
import { sourceUrlOf } from '../view/program-origin';
import type { DiffContext } from './review-context';
import type { Section } from './section';

/** Messages may be longer than names. */
const LONGEST_MESSAGE = 600;

/** Validation results and the plan's warnings. */
export function validationSection(plan: Plan, context: DiffContext): Section | undefined {
  const { validation } = context;
  // By what they say: whoever adds a warning of the plan once more does not double it.
  const found = [...(validation?.issues ?? []), ...plan.warnings];
  const issues = new Map(
    found.map((issue) => {
      const words = issuePhrase(issue, context);
      return [JSON.stringify(words), { issue, words }];
    }),
  );
  if (validation === undefined && issues.size === 0) {
    return undefined;
  }
  const all = [...issues.values()];
  const warnings = all.filter(({ issue }) => issue.severity === 'warning').length;
  const checked = validation === undefined ? '' : phrase`${counted(validation.claims, 'claim')} checked: `;
  const text = phrase`${checked}${counted(all.length - warnings, 'error')}, ${counted(warnings, 'warning')}.`;
  return {
    id: 'validation',
    heading: 'Validation',
    blocks: [
      { type: 'text', text },
      ...(all.length === 0 ? [] : [{ type: 'list' as const, items: all.map(({ words }) => words) }]),
    ],
  };
}

function issuePhrase(issue: Issue, context: DiffContext): Phrase {
  const { construct, field, source, hint } = issue;
  const where: Phrase[] = [
    ...(construct === undefined ? [] : [[code(construct)]]),
    ...(field === undefined ? [] : [[code(field)]]),
    ...(source === undefined
      ? []
      : [[{ file: source.file, line: source.line, base: sourceUrlOf(context, source.file) }]]),
  ];
  const place = where.length === 0 ? '' : phrase` at ${joinPhrases(where, ' ')}`;
  const fix = hint === undefined ? '' : phrase`; ${code(hint, LONGEST_MESSAGE)}`;
  return phrase`${issue.severity ?? 'error'} ${code(issue.code)}${place}: ${code(issue.message, LONGEST_MESSAGE)}${fix}`;
}
