import { ToolkitError } from '../errors/toolkit-error';
import type { Issue } from '../issue';
import type { PlanConfig } from '../plan-config';
import { FORGE_DEFAULTS, WEB_FORGES } from './forge-kinds';
import { checkSetting } from './config-rules';
import type { ForgeConfig, ResolvedConfig } from './resolved-config';
import { pickSetting, type ConfigSources, type Setting } from './setting';
import { repositorySlug, targetHost } from './target-url';
import { withoutTrailing } from '../trim-ends';

/** Project name of a program that has no target: nothing is shared with anyone. */
const LOCAL_PROJECT = 'local';

/** `createdBy` where nobody is named. */
export const DEFAULT_ACTOR = 'cdk8s-claims';

/** What a command does without. */
export interface ResolveOptions {
  /** The command writes nothing that a project scopes, so it needs no name for one. */
  readonly projectOptional?: boolean;
}

/**
 * Resolves the configuration: flag over environment over file over default, then checks every value. Frozen.
 *
 * @throws ToolkitError `config-invalid` with all issues at once
 */
export function resolveConfig(sources: ConfigSources, options: ResolveOptions = {}): ResolvedConfig {
  const { gitops } = sources.file;
  const pick = (key: Parameters<typeof pickSetting>[0]): Setting | undefined => pickSetting(key, sources);
  const target = pick('target');
  const project = pick('project');
  const settings = {
    target,
    base: pick('base'),
    root: pick('root'),
    project,
    repository: pick('repository'),
    webUrl: pick('webUrl'),
    actor: pick('actor'),
    apiUrl: fileSetting(sources, 'apiUrl'),
    tokenEnv: fileSetting(sources, 'tokenEnv'),
    tokenFile: fileSetting(sources, 'tokenFile'),
  };
  const issues: Issue[] = Object.entries(settings).flatMap(([rule, setting]) =>
    checkSetting(rule, setting, sources.env),
  );
  const needsProject = target !== undefined && project === undefined && options.projectOptional !== true;
  if (needsProject) issues.push(projectMissing(target));
  issues.push(...combinations(sources));
  if (issues.length > 0) throw configInvalid(issues);
  const value = (key: keyof typeof settings, fallback: string): string => settings[key]?.value ?? fallback;
  return freeze({
    target: target?.value,
    base: value('base', 'main'),
    root: value('root', 'claims'),
    project: value('project', LOCAL_PROJECT),
    repository:
      settings.repository?.value ?? (target === undefined ? undefined : repositorySlug(target.value)),
    webUrl: withoutTrailing(value('webUrl', 'https://github.com'), '/'),
    actor: settings.actor?.value,
    author: gitops.author,
    catalog: {
      owner: gitops.catalog?.owner ?? 'platform-team',
      lifecycle: gitops.catalog?.lifecycle ?? 'production',
      type: gitops.catalog?.type ?? 'crossplane-claim',
      tags: gitops.catalog?.tags ?? ['crossplane', 'claim'],
    },
    forge: forgeConfig(sources, target?.value),
    request: {
      group: gitops.request?.group ?? 'all',
      title: gitops.request?.title,
      labels: gitops.request?.labels ?? [],
      reviewers: gitops.request?.reviewers ?? [],
      assignees: gitops.request?.assignees ?? [],
      draft: gitops.request?.draft ?? false,
      autoMerge: gitops.request?.autoMerge ?? false,
    },
    app: pick('app')?.value,
    output: pick('output')?.value ?? 'dist',
    timeLimit: gitops.timeLimit ?? 120,
    typeCheck: typeCheckOf(sources),
  });
}

/** The part of the configuration that the planner needs. */
export function toPlanConfig(config: ResolvedConfig, overwrite: readonly string[] = []): PlanConfig {
  const { project, root, repository, base, webUrl, catalog } = config;
  return { project, root, repository, base, webUrl, catalog, overwrite };
}

/** One error for everything that is wrong with a configuration. */
export function configInvalid(issues: readonly Issue[]): ToolkitError {
  const [first] = issues;
  const message =
    issues.length === 1 && first !== undefined
      ? first.message
      : `the configuration has ${issues.length} problems`;
  return new ToolkitError('config-invalid', message, { issues });
}

function fileSetting(sources: ConfigSources, key: 'apiUrl' | 'tokenEnv' | 'tokenFile'): Setting | undefined {
  const value = sources.file.gitops.forge?.[key];
  const name = `gitops.forge.${key}`;
  return value === undefined ? undefined : { value, name, source: sources.file.positions.get(name) };
}

/** A flag or variable that says only yes means the tsconfig that the file names. */
function typeCheckOf(sources: ConfigSources): string | undefined {
  const said = pickSetting('typeCheck', sources)?.value;
  if (said === undefined || said === 'false' || said === '0') return undefined;
  if (said !== 'true' && said !== '1') return said;
  const written = sources.file.gitops.typeCheck;
  return typeof written === 'string' ? written : 'tsconfig.json';
}

function projectMissing(target: Setting): Issue {
  return {
    code: 'config-project-missing',
    message: `a target is configured (${target.name}) but no project`,
    source: target.source,
    field: 'gitops.project',
    hint: 'name this program in gitops.project, with --project or in CLAIMS_PROJECT',
  };
}

function combinations(sources: ConfigSources): Issue[] {
  const issues: Issue[] = [];
  const { forge } = sources.file.gitops;
  const place = sources.file.positions.get('gitops.forge');
  const known = WEB_FORGES.find(({ kind }) => kind === forge?.type);
  if (known !== undefined && known.apiUrl === undefined && forge?.apiUrl === undefined) {
    issues.push(conflicting(`'gitops.forge.apiUrl' is required for type '${known.kind}'`, place));
  }
  if (forge?.tokenEnv !== undefined && forge.tokenFile !== undefined) {
    issues.push(conflicting("'gitops.forge' has both tokenEnv and tokenFile, keep one", place));
  }
  return issues;
}

function conflicting(message: string, source: Issue['source']): Issue {
  return { code: 'config-value-invalid', message, source, field: 'gitops.forge' };
}

function forgeConfig(sources: ConfigSources, target: string | undefined): ForgeConfig {
  const forge = sources.file.gitops.forge ?? {};
  const host = target === undefined ? undefined : targetHost(target);
  const onHost = WEB_FORGES.find((known) => known.host !== undefined && known.host === host);
  const type = forge.type ?? onHost?.kind ?? 'git';
  const defaults = FORGE_DEFAULTS[type];
  if (defaults === undefined) return { type };
  const token =
    forge.tokenFile === undefined
      ? { tokenEnv: forge.tokenEnv ?? defaults.tokenEnv }
      : { tokenFile: forge.tokenFile };
  const apiUrl = forge.apiUrl ?? defaults.apiUrl ?? '';
  return { type, apiUrl: withoutTrailing(apiUrl, '/'), ...token, commits: forge.commits ?? 'push' };
}

function freeze(config: ResolvedConfig): ResolvedConfig {
  for (const block of [config.catalog, config.forge, config.request]) Object.freeze(block);
  return Object.freeze(config);
}
