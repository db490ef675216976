import { SILENT_REPORTER } from '../../core/ports/reporter';
import { assertRequestKey } from '../forge/request-key';
import { Attempt } from './attempt';
import type { ChangePlan } from './change-plan';
import type { ConvergeOptions, ConvergeResult } from './converge-options';
import { withRetries } from './retry';

/**
 * Makes the change request of a project and group what its plan says, and nothing more: created, updated, left
 * alone, closed or merged. Every attempt starts from a fresh look at the target and writes with compare-and-swap; a
 * lost race is run again. Killed at any point, the target is as it was or complete, and the next run finishes.
 *
 * Throws `request-foreign-commits`, `request-race-lost`, `base-checked-out`, `target-rejected`, what `planFor` throws,
 * and the other errors of git-errors and forge-errors.
 */
export async function convergeChangeRequest<P extends ChangePlan>(
  options: ConvergeOptions<P>,
): Promise<ConvergeResult<P>> {
  const { project, kind = 'claims', group = 'all' } = options;
  const key = { project, kind, group };
  assertRequestKey(key);
  // The base is moved by a merge alone.
  if (options.merge === true) await options.repository.assertMovable(options.base);
  const attempt = new Attempt(options, key, options.reporter ?? SILENT_REPORTER);
  return withRetries(options.retry ?? {}, () => attempt.run(), options.signal);
}
