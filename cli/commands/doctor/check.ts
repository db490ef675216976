import { ERROR_CATALOGUE } from '../../../core/errors/catalogue';
import type { ErrorKind } from '../../../core/errors/error-kind';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Issue } from '../../../core/issue';
import { formatSourcePosition } from '../../../core/source-position';

/** What one check found. */
export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'failed';
  /** What is the case, one line. */
  readonly detail: string;
  /** What to do; absent when all is well. */
  readonly hint?: string;
  /** Of a failure: decides the exit code. */
  readonly kind?: ErrorKind;
}

/** A check that found what it should. */
export function passed(name: string, detail: string): Check {
  return { name, status: 'ok', detail };
}

/** Nothing that stops a run, but something to know. */
export function warned(name: string, detail: string, hint: string): Check {
  return { name, status: 'warning', detail, hint };
}

/** A check that an error ended; all problems of the error are in the detail. */
export function failed(name: string, thrown: unknown): Check {
  const error = ToolkitError.isToolkitError(thrown)
    ? thrown
    : new ToolkitError('internal-error', thrown instanceof Error ? thrown.message : String(thrown));
  const { issues } = error;
  const detail = issues.length > 0 ? issueList(issues) : error.message;
  const hints = [...new Set(issues.map((issue) => issue.hint ?? ERROR_CATALOGUE[issue.code].hint))];
  const hint = hints.length > 0 && hints.length <= 2 ? hints.join('; ') : ERROR_CATALOGUE[error.code].hint;
  return { name, status: 'failed', detail: onOneLine(detail), hint, kind: error.kind };
}

function onOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

/** Runs a check; whatever it throws is its result. */
export async function checked(name: string, check: () => Promise<Check>): Promise<Check> {
  try {
    return await check();
  } catch (error) {
    return failed(name, error);
  }
}

/** How many problems a line names. */
const MOST = 10;

function issueList(issues: readonly Issue[]): string {
  const said = issues.slice(0, MOST).map(({ source, message }) => {
    return source === undefined ? message : `${formatSourcePosition(source)} ${message}`;
  });
  if (issues.length > MOST) said.push(`and ${issues.length - MOST} more`);
  return said.join('; ');
}
