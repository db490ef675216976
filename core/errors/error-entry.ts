import type { ErrorKind } from './error-kind';

/** One line of the error catalogue; `claims explain <code>` and `docs/errors.md` read it. */
export interface ErrorEntry {
  readonly kind: ErrorKind;
  /** It is reported and the run goes on: it has no exit code. */
  readonly isWarning?: true;
  /** What is wrong, one short sentence. */
  readonly title: string;
  /** Why it happens. */
  readonly cause: string;
  /** What to do about it. */
  readonly hint: string;
  /** A short example: input, output or both. */
  readonly example: string;
}
