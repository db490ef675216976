import { readFileSync } from 'node:fs';
import { FORGE_DEFAULTS, type ForgeKind } from '../../../core/config/forge-kinds';
import type { Environment, ValuesOf } from '../../../core/config/setting-row';
import { configInvalid } from '../../../core/config/resolve-config';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Issue } from '../../../core/issue';
import type { ClusterRule } from '../match/cluster-map';
import { readClusterRules } from '../match/read-cluster-rules';
import type { RECONCILER_SETTINGS } from '../reconciler-settings';

/** The settings of a reconciler, resolved. */
export type ReconcilerSettings = ValuesOf<typeof RECONCILER_SETTINGS>;

/** Where a registry stands, and how it is written. */
export interface RegistryPlace {
  readonly target: string;
  readonly forge: ForgeKind;
  readonly apiUrl: string;
  /** `owner/name` on the forge. */
  readonly repository: string;
  /** Nobody named a Git repository: where the one of the forge cannot be had with Git, its API is enough. */
  readonly mayUseApi: boolean;
  readonly base: string;
  readonly file: string;
  readonly rules: readonly ClusterRule[];
  readonly merge: boolean;
  readonly force: boolean;
  readonly commits: 'push' | 'api';
  /** Merged requests are answered. */
  readonly answers: boolean;
  /** Reads the token again. @throws ToolkitError `forge-token-missing` */
  readonly token: () => string;
}

/**
 * The place that settings name; undefined where they name none: the collector then keeps statuses and writes nothing to Git.
 *
 * @throws ToolkitError `config-invalid` with all problems at once
 */
export function registryPlace(settings: ReconcilerSettings, env: Environment): RegistryPlace | undefined {
  const { owner, name, target, base, file, merge, force, commits } = settings;
  if (target === undefined && owner === undefined && name === undefined) return undefined;
  const issues: Issue[] = [];
  const wrong = (field: string, message: string): void => {
    issues.push({ code: 'config-value-invalid', message: `${field}: ${message}`, field });
  };
  const forge = (settings.forge ?? (owner === undefined ? 'git' : 'github')) as ForgeKind;
  const repository = owner === undefined || name === undefined ? '' : `${owner}/${name}`;
  const defaults = FORGE_DEFAULTS[forge];
  // That variable is about GitHub's token alone: no other one goes there.
  const given = forge === 'github' ? env['GITHUB_API_URL'] : undefined;
  const apiUrl = settings.apiUrl ?? given ?? defaults?.apiUrl ?? '';
  if (defaults !== undefined && repository === '') {
    wrong('REGISTRY_REPO_OWNER', `${defaults.title} needs REGISTRY_REPO_OWNER and REGISTRY_REPO_NAME`);
  }
  if (defaults !== undefined && apiUrl === '') {
    wrong('REGISTRY_FORGE_URL', `${defaults.title} has no address of its own`);
  } else if (defaults !== undefined && !URL.canParse(apiUrl)) {
    wrong('GITHUB_API_URL', 'it is not an address');
  }
  const rules = settings.clusters === undefined ? [] : readClusterRules(settings.clusters);
  if ('problem' in rules) wrong('REGISTRY_CLUSTERS', rules.problem);
  if (issues.length > 0) throw configInvalid(issues);
  return {
    target: target ?? `${serverOf(forge, apiUrl, env)}/${repository}.git`,
    forge,
    apiUrl,
    repository,
    mayUseApi: forge === 'github' && target === undefined,
    base,
    file,
    rules: 'problem' in rules ? [] : rules,
    merge,
    force,
    commits,
    answers: forge !== 'git' && settings.answers,
    token: () => tokenOf(settings.tokenFile, defaults?.tokenEnv, env),
  };
}

/** Where repositories are cloned from: on the host of the API, but for GitHub's own, which has a name of its own. */
function serverOf(forge: ForgeKind, apiUrl: string, env: Environment): string {
  if (forge !== 'github') return apiUrl.replace(/\/api\/v1\/?$/, '');
  const named = env['GITHUB_SERVER_URL'];
  if (named !== undefined) return named;
  if (!URL.canParse(apiUrl)) return GITHUB;
  const { protocol, host, origin } = new URL(apiUrl);
  if (host === 'api.github.com') return GITHUB;
  // Of GitHub Enterprise Cloud with data residency: `api.<name>.ghe.com`.
  return host.startsWith('api.') && host.endsWith('.ghe.com') ? `${protocol}//${host.slice(4)}` : origin;
}

const GITHUB = 'https://github.com';

function tokenOf(file: string | undefined, variable: string | undefined, env: Environment): string {
  const token = file === undefined ? env[variable ?? ''] : textOf(file);
  if (token !== undefined && token.trim() !== '') return token.trim();
  throw new ToolkitError(
    'forge-token-missing',
    `${file ?? variable ?? 'REGISTRY_TOKEN_FILE'} has no token, so no change request can be opened`,
  );
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
