import type { Environment } from '../../core/config/setting-row';
import { parseGoDuration } from '../../core/time/go-duration';

/**
 * What the original says about its environment, in its words (collector-and-registry.md §2.1). A port that is none leaves the original running without a listener; here it ends.
 *
 * @returns undefined where nothing is wrong
 */
export function registryProblem(env: Environment): string | undefined {
  const isNamed = (name: string): boolean => (env[name] ?? '') !== '';
  if (!isNamed('REGISTRY_REPO') && !isNamed('CLAIMS_REGISTRY_SOURCE')) {
    return 'REGISTRY_REPO environment variable is required';
  }
  return intervalProblem(env['SYNC_INTERVAL']) ?? portProblem(env['PORT']);
}

/** The original panics where the interval is negative, and takes none for a minute. */
function intervalProblem(interval = ''): string | undefined {
  if (interval === '') return undefined;
  const read = parseGoDuration(interval);
  const problem =
    'problem' in read ? read.problem : read.milliseconds < 0 ? 'must not be negative' : undefined;
  return problem === undefined ? undefined : `invalid SYNC_INTERVAL: ${problem}`;
}

function portProblem(port = ''): string | undefined {
  if (port === '' || (/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) return undefined;
  return `listen tcp: lookup tcp/${port}: unknown port`;
}
