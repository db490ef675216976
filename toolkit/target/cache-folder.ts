import { isAbsolute, join } from 'node:path';

/** Value of CLAIMS_CACHE that goes without a cache. */
const OFF = 'off';

/**
 * Where objects of remote targets are kept between runs: CLAIMS_CACHE, else the place that the system has for it (XDG Base
 * Directory Specification; `Library/Caches`; `LocalAppData`). Undefined where there is none, and for `CLAIMS_CACHE=off`.
 */
export function cacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | undefined {
  const asked = environment['CLAIMS_CACHE'] ?? '';
  if (asked !== '') return asked === OFF ? undefined : asked;
  const base = systemFolder(environment, platform);
  return base !== undefined && isAbsolute(base) ? join(base, 'cdk8s-claims') : undefined;
}

function systemFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | undefined {
  if (platform === 'win32') return environment['LOCALAPPDATA'];
  const { XDG_CACHE_HOME: chosen = '', HOME: home = '' } = environment;
  if (chosen !== '') return chosen;
  if (home === '') return undefined;
  return platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}

/**
 * Where Node keeps compiled code between runs, so that commands and programs start sooner. NODE_COMPILE_CACHE of the user's own wins;
 * undefined where nothing is kept.
 */
export function compileCacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | undefined {
  const own = environment['NODE_COMPILE_CACHE'] ?? '';
  const folder = cacheFolder(environment, platform);
  return own !== '' || environment['NODE_DISABLE_COMPILE_CACHE'] === '1' || folder === undefined
    ? undefined
    : join(folder, 'compiled');
}
