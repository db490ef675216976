import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Reporter } from '../../core/ports/reporter';
import type { RequestResult } from './change-plan';

/**
 * The last word of a run whose requests stand open but must not be merged: says where they are, then fails.
 *
 * @throws ToolkitError `acknowledgement-missing` with one issue for each claim
 */
export function refuseUnacknowledged(
  results: readonly RequestResult[],
  reporter: Reporter,
  dryRun: boolean,
): void {
  const refused = results.filter((result) => result.mergeBlocker !== undefined);
  const blockers = refused.flatMap(({ mergeBlocker }) => (mergeBlocker === undefined ? [] : [mergeBlocker]));
  const [first] = blockers;
  if (first === undefined) return;
  if (!dryRun) {
    for (const { url, action } of refused) {
      if (url !== null) {
        reporter.report({ type: 'note', message: `change request ${action}, not to be merged yet: ${url}` });
      }
    }
  }
  if (blockers.length === 1) throw first;
  throw new ToolkitError(first.code, blockers.map(({ message }) => message).join('; '), {
    issues: blockers.flatMap(({ issues }) => issues),
  });
}
