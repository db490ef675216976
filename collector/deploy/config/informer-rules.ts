import type { Issue } from '../../../core/issue';
import { type CheckOptions, fieldOf, problem } from './check-input';
import { missing } from './hub-rules';

/**
 * What no field of an informer says for itself.
 *
 * @param at - what stands before the names of its fields: `clusters.0.`
 */
export function informerRules(input: unknown, { secrets }: CheckOptions, at = ''): readonly Issue[] {
  const issues: Issue[] = [];
  const kinds = fieldOf(input, 'kinds');
  const groups = fieldOf(input, 'definitionGroups');
  const hasGroups = Array.isArray(groups) && groups.length > 0;
  const hasDefinitions = Array.isArray(kinds) && kinds.includes('xrds');
  if (hasDefinitions && !hasGroups) {
    issues.push(
      problem(
        `${at}definitionGroups`,
        'is missing: with the kind xrds, the informer may read only groups that are named',
        'list the API groups of your definitions, such as platform.acme.io',
      ),
    );
  }
  if (hasGroups && Array.isArray(kinds) && !hasDefinitions) {
    issues.push(problem(`${at}definitionGroups`, 'has no effect without the kind xrds, which is not listed'));
  }
  const name = fieldOf(input, 'name');
  const token = fieldOf(input, 'token');
  const isFromConfig = token === undefined || fieldOf(token, 'from') === 'config';
  if (secrets !== undefined && isFromConfig && typeof name === 'string') {
    issues.push(...missing([['token', `token/${name}`]], secrets, at));
  }
  return issues;
}
