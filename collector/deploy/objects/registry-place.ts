import type { HubConfig } from '../config/hub-config';
import type { Frozen } from '../config/check-input';
import type { Registry } from '../config/registry-config';
import type { Variable } from './pod';

/** Where GitHub is, where nothing else is said. */
const GITHUB = 'https://github.com';

/** The variables of the way back into Git. */
export function registryVariables(registry: Frozen<Registry>, tokenFile: string): readonly Variable[] {
  const { forge, owner, name, file, base, apiUrl, clusters, interval, merge, commits, answers } = registry;
  return [
    { name: 'REGISTRY_FORGE', value: forge },
    { name: 'REGISTRY_REPO_OWNER', value: owner },
    { name: 'REGISTRY_REPO_NAME', value: name },
    { name: 'REGISTRY_FILE_PATH', value: file },
    { name: 'REGISTRY_BASE_BRANCH', value: base },
    ...(apiUrl === undefined ? [] : [{ name: 'REGISTRY_FORGE_URL', value: apiUrl }]),
    // On GitHub the address of the API does not say where repositories are.
    ...(apiUrl === undefined || forge !== 'github'
      ? []
      : [{ name: 'GITHUB_SERVER_URL', value: serverOf(registry) }]),
    ...(clusters === undefined ? [] : [{ name: 'REGISTRY_CLUSTERS', value: clusters }]),
    { name: 'COLLECTOR_RECONCILE_INTERVAL', value: interval },
    { name: 'REGISTRY_MERGE', value: String(merge) },
    { name: 'REGISTRY_COMMITS', value: commits },
    { name: 'REGISTRY_ANSWERS', value: String(answers) },
    { name: 'REGISTRY_TOKEN_FILE', value: tokenFile },
  ];
}

/** What the API of the registry reads. */
export function registrySource({ registry, registryApi }: HubConfig): string {
  if (registryApi !== false && registryApi.source !== undefined) return registryApi.source;
  if (registry === undefined) return '';
  return `${serverOf(registry)}/${registry.owner}/${registry.name}.git`;
}

function serverOf({ forge, apiUrl }: Frozen<Registry>): string {
  if (apiUrl === undefined) return GITHUB;
  const suffix = forge === 'github' ? /\/api\/v3\/?$/ : /\/api\/v1\/?$/;
  const server = apiUrl.replace(suffix, '').replace(/\/$/, '');
  return server === 'https://api.github.com' ? GITHUB : server;
}
