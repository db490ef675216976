import type { ErrorCode } from './errors/catalogue';
import type { SourcePosition } from './source-position';

/**
 * One thing that is wrong, with everything a person needs to find and fix it. Many issues travel in one
 * `ToolkitError`: all problems are reported at once.
 */
export interface Issue {
  readonly code: ErrorCode;
  /** One sentence, lower case, without a period, including the wrong value. */
  readonly message: string;
  /** `error` unless said otherwise; warnings never fail a run. */
  readonly severity?: 'error' | 'warning';
  /** Construct path of the claim or category concerned. */
  readonly construct?: string;
  /** The author's line, or the line of a file that was read. */
  readonly source?: SourcePosition;
  /** Dotted path of the field concerned, e.g. `metadata.name`. */
  readonly field?: string;
  /** The wrong value, shortened; never a secret. */
  readonly value?: string;
  /** What to do about it, one sentence. */
  readonly hint?: string;
}
