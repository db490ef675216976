import type { Plan } from '../../core/plan';
import { MARKDOWN } from '../markdown/markdown-markup';
import { splitReview } from '../markdown/split-review';
import { fitSections, joinSections } from '../review/fit-sections';
import type { ReviewContext } from '../review/review-context';
import { diffSections, reviewSections } from '../review/review-sections';
import type { Section } from '../review/section';
import { TEXT_MEASURES } from '../review/text-measure';
import { PLAIN } from '../text/plain-markup';
import { commitTitle, requestTitle } from './request-title';

/** What the place takes where a request stands. */
export interface WordLimits {
  /** Whether body and comments are shown as Markdown; else they are plain text. */
  readonly markdown: boolean;
  readonly bodyLength: number;
  readonly commentLength: number;
  /** Comments that continue the body. */
  readonly maxComments: number;
}

/** Title, and body with what continues it. */
export interface RequestWords {
  readonly title: string;
  readonly parts: readonly string[];
}

/** What the change request of a plan says. Where it is a commit message, hashes and acknowledgements stand in its trailers alone. */
export function requestWords(plan: Plan, context: ReviewContext, limits: WordLimits): RequestWords {
  const { markdown, bodyLength, commentLength, maxComments } = limits;
  if (!markdown) {
    return {
      title: commitTitle(plan, context.project),
      parts: plainParts(diffSections(plan, context), bodyLength),
    };
  }
  const parts = splitReview(
    reviewSections(plan, context),
    {
      bodyLength,
      commentLength: maxComments === 0 ? bodyLength : commentLength,
      mostParts: maxComments + 1,
    },
    context,
  );
  return { title: requestTitle(plan, context.project), parts };
}

/** A few sections as the body of a request that no plan of a program is behind. */
export function sectionParts(sections: readonly Section[], limits: WordLimits): string[] {
  return limits.markdown
    ? [joinSections(sections, MARKDOWN).trimEnd()]
    : plainParts(sections, limits.bodyLength);
}

function plainParts(sections: readonly Section[], bodyLength: number): string[] {
  return fitSections(sections, PLAIN, {
    mostParts: 1,
    capacity: () => bodyLength,
    measure: TEXT_MEASURES.characters,
  });
}
