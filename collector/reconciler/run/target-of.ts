import type { Environment } from '../../../core/config/setting-row';
import type { OpenTargetOptions } from '../../../gitops/git/open-target';
import type { Credentials } from '../../../gitops/git/target-location';
import type { RegistryPlace } from './registry-place';

/** How the repository of a registry is opened. @throws ToolkitError `forge-token-missing` */
export function targetOf(place: RegistryPlace, env: Environment): OpenTargetOptions {
  return { target: place.target, folder: process.cwd(), environment: env, ...credentialsOf(place) };
}

/** A forge's token opens its repository over https too; it goes to no other host. */
function credentialsOf({ forge, target, apiUrl, token }: RegistryPlace): { credentials?: Credentials } {
  // What is not an address is refused, without repeating it, where it is opened.
  if (forge === 'git' || !/^https?:/.test(target) || !URL.canParse(target)) return {};
  const [host, apiHost] = [new URL(target).host, new URL(apiUrl).host];
  return apiHost === host || apiHost === `api.${host}` ? { credentials: { password: token() } } : {};
}
