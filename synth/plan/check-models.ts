import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import type { ModelsDocument } from '../../core/models-document';
import { countOf } from '../../core/text/count-of';
import { undecidedDuplicates } from './applied/same-objects';
import { judgeAlone, type Rule } from '../policy/rule';

/**
 * Nothing is planned from a program with errors, but for those that only the target can decide about. What rules forbid is told together with them: everything at once.
 *
 * @returns warnings of rules
 * @throws ToolkitError `program-invalid` with the errors found while collecting, `claim-policy` when rules alone object
 */
export function checkModels(models: ModelsDocument, rules: readonly Rule[]): Issue[] {
  const undecided = undecidedDuplicates(models);
  const errors = models.issues.filter((issue) => issue.severity !== 'warning' && !undecided.includes(issue));
  const found = rules.length === 0 ? [] : models.claims.flatMap((model) => judgeAlone(model, rules));
  const violations = found.filter((issue) => issue.severity !== 'warning');
  const issues = [...errors, ...violations];
  if (errors.length > 0) {
    const message = `${countOf(issues.length, 'error')} in the declared claims`;
    throw new ToolkitError('program-invalid', message, { issues });
  }
  if (violations.length > 0) {
    const message = `${countOf(violations.length, 'violation')} of policy in the declared claims`;
    throw new ToolkitError('claim-policy', message, { issues });
  }
  return found;
}
