import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import type { ModelsDocument } from '../../core/models-document';
import type { ClaimPolicy } from './plan-context';

/**
 * Nothing is planned from a program with errors.
 *
 * @returns warnings of policies
 * @throws ToolkitError `program-invalid` with the errors found while collecting, `claim-policy` with those of policies
 */
export function checkModels(models: ModelsDocument, policies: readonly ClaimPolicy[]): Issue[] {
  const errors = models.issues.filter((issue) => issue.severity !== 'warning');
  if (errors.length > 0) {
    throw new ToolkitError('program-invalid', `${count(errors.length, 'error')} in the declared claims`, {
      issues: errors,
    });
  }
  if (policies.length === 0) return [];
  const found = models.claims.flatMap((model) => policies.flatMap((policy) => policy(model)));
  const violations = found.filter((issue) => issue.severity !== 'warning');
  if (violations.length > 0) {
    throw new ToolkitError(
      'claim-policy',
      `${count(violations.length, 'violation')} of policy in the declared claims`,
      {
        issues: violations,
      },
    );
  }
  return found;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
