import { ToolkitError } from '../../core/errors/toolkit-error';
import type { ForgeConfig } from '../../core/config/resolved-config';

/** The variable that GitHub, and Gitea after its example, fills with a token of their own. */
const BUILT_IN = 'GITHUB_TOKEN';

/**
 * Refuses to send a token to a forge that it was not given for: `GITHUB_TOKEN` belongs to the server whose API `GITHUB_API_URL` names,
 * and where nobody says so to a GitHub.
 *
 * @throws ToolkitError `forge-token-foreign`
 */
export function assertTokenPurpose(
  { type, apiUrl = '', tokenEnv }: ForgeConfig,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  if (tokenEnv !== BUILT_IN) return;
  const { host } = new URL(apiUrl);
  const named = environment['GITHUB_API_URL'];
  const known = named !== undefined && URL.canParse(named) ? new URL(named).host : undefined;
  if (known === undefined ? type === 'github' : known === host) return;
  throw new ToolkitError(
    'forge-token-foreign',
    `${BUILT_IN} is for ${known ?? 'GitHub'} and is not sent to ${host}, name another variable in gitops.forge.tokenEnv`,
  );
}

/**
 * Whether Git may send the forge's token to the host of the target: it is the forge's own, or the API has a name of its own below it
 * (`api.github.com`).
 */
export function isTokenOf({ apiUrl = '' }: ForgeConfig, targetHost: string): boolean {
  if (!URL.canParse(apiUrl)) return false;
  const { hostname } = new URL(apiUrl);
  return hostname === targetHost.toLowerCase() || hostname === `api.${targetHost.toLowerCase()}`;
}
