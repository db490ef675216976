import { ToolkitError } from '../../core/errors/toolkit-error';
import { WEB_FORGES } from '../../core/config/forge-kinds';
import type { ForgeConfig } from '../../core/config/resolved-config';

/**
 * Refuses to send a token to a forge that it was not given for. A variable that CI systems fill by themselves (`GITHUB_TOKEN`, by Gitea
 * too) belongs to the server that another one names (`GITHUB_API_URL`), and where nobody says so to a forge of its kind.
 *
 * @throws ToolkitError `forge-token-foreign`
 */
export function assertTokenPurpose(
  { type, apiUrl = '', tokenEnv }: ForgeConfig,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const owner = WEB_FORGES.find((forge) => forge.tokenEnv === tokenEnv);
  if (owner?.tokenApiEnv === undefined) return;
  const { host } = new URL(apiUrl);
  const named = environment[owner.tokenApiEnv];
  const known = named !== undefined && URL.canParse(named) ? new URL(named).host : undefined;
  if (known === undefined ? type === owner.kind : known === host) return;
  throw new ToolkitError(
    'forge-token-foreign',
    `${owner.tokenEnv} is for ${known ?? owner.title} and is not sent to ${host}, name another variable in gitops.forge.tokenEnv`,
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
