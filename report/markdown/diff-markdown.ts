import type { Plan } from '../../core/plan';
import { joinSections } from '../review/fit-sections';
import type { DiffContext } from '../review/review-context';
import { diffSections } from '../review/review-sections';
import { MARKDOWN } from './markdown-markup';

/** A plan for `claims diff --markdown`: one text, without limits, acknowledgements and markers. */
export function diffMarkdown(plan: Plan, context: DiffContext): string {
  return joinSections(diffSections(plan, context), MARKDOWN);
}
