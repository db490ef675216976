import type { Environment } from '../../core/config/setting-row';
import { parseGoDuration } from '../../core/time/go-duration';

const REQUIRED = ['GITHUB_TOKEN', 'REGISTRY_REPO_OWNER', 'REGISTRY_REPO_NAME', 'REGISTRY_FILE_PATH'];

/**
 * What the original says about its environment, in its words (collector-and-registry.md §1.2): all that is missing at once, else what is wrong.
 *
 * @returns undefined where nothing is
 */
export function originalProblem(env: Environment): string | undefined {
  const missing = REQUIRED.filter((name) => (env[name] ?? '') === '');
  if (missing.length > 0) {
    return `missing required environment variables:\n${missing.map((name) => `  ${name}`).join('\n')}`;
  }
  return intervalProblem(env['COLLECTOR_RECONCILE_INTERVAL']) ?? portProblem(env['COLLECTOR_PORT']);
}

/** The original panics where the interval is not positive. */
function intervalProblem(interval = ''): string | undefined {
  if (interval === '') return undefined;
  const read = parseGoDuration(interval);
  const problem =
    'problem' in read ? read.problem : read.milliseconds > 0 ? undefined : 'must be more than zero';
  return problem === undefined ? undefined : `invalid COLLECTOR_RECONCILE_INTERVAL: ${problem}`;
}

function portProblem(port = ''): string | undefined {
  if (port === '' || (/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) return undefined;
  return `server error: listen tcp: lookup tcp/${port}: unknown port`;
}
