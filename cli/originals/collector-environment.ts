import type { Environment } from '../../core/config/setting-row';
import { parseGoDuration } from '../../core/time/go-duration';

const REQUIRED_OF_SERVER = [
  'GITHUB_TOKEN',
  'REGISTRY_REPO_OWNER',
  'REGISTRY_REPO_NAME',
  'REGISTRY_FILE_PATH',
];

const REQUIRED_OF_INFORMER = ['CLUSTER_NAME', 'COLLECTOR_URL', 'CLAIM_GROUP', 'CLAIM_RESOURCE'];

/**
 * What the original says about the environment of its server, in its words (collector-and-registry.md §1.2): all that is missing at once, else what is wrong.
 *
 * @returns undefined where nothing is
 */
export function serverProblem(env: Environment): string | undefined {
  return (
    missingProblem(REQUIRED_OF_SERVER, env) ??
    intervalProblem(env['COLLECTOR_RECONCILE_INTERVAL']) ??
    portProblem(env['COLLECTOR_PORT'])
  );
}

/** The same of its informer. Where several kinds are named, which the original cannot, one is not asked for. */
export function informerProblem(env: Environment): string | undefined {
  const hasKinds = (env['CLAIM_KINDS'] ?? '') !== '';
  const needed = REQUIRED_OF_INFORMER.filter((name) => !hasKinds || !name.startsWith('CLAIM_'));
  return missingProblem(needed, env);
}

function missingProblem(names: readonly string[], env: Environment): string | undefined {
  const missing = names.filter((name) => (env[name] ?? '') === '');
  if (missing.length === 0) return undefined;
  return `missing required environment variables:\n${missing.map((name) => `  ${name}`).join('\n')}`;
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
