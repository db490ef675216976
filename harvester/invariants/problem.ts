import type { INVARIANT_ERRORS } from '../../core/errors/invariant-errors';
import type { Issue } from '../../core/issue';
import { compareText } from '../../core/text/compare-text';

/** What can be wrong with a harvester repository. */
export type ProblemCode = keyof typeof INVARIANT_ERRORS;

/** One broken invariant. */
export interface Problem extends Issue {
  readonly code: ProblemCode;
  /** Path from the top of the repository: a file, a claim folder or a category folder. */
  readonly path: string;
  /** Line of the file, from 1. */
  readonly line?: number;
  /** Whether `repair` can fix it. Orphans count as repairable, though somebody must say how. */
  readonly repairable: boolean;
}

/** By path, line and code, so that every run says the same. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      compareText(a.path, b.path) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}
