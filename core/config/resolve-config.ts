import { ToolkitError } from '../errors/toolkit-error';
import type { Issue } from '../issue';
import type { PlanConfig } from '../plan-config';
import { FORGE_DEFAULTS, WEB_FORGES } from './forge-kinds';
import { readSettings, type GivenSetting } from './read-settings';
import type { ForgeConfig, ResolvedConfig } from './resolved-config';
import type { ConfigSources } from './setting';
import type { ValuesOf } from './setting-row';
import { SETTINGS } from './settings';
import { repositorySlug, targetHost } from './target-url';
import { withoutTrailing } from '../trim-ends';

type ForgeValues = ValuesOf<typeof SETTINGS>['gitops']['forge'];

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
  const { values, given, issues } = readSettings(SETTINGS, sources);
  const { gitops, ...ofProgram } = values;
  const target = given.get('gitops.target');
  if (target !== undefined && !given.has('gitops.project') && options.projectOptional !== true) {
    issues.push(projectMissing(target));
  }
  issues.push(...combinations(sources));
  if (issues.length > 0) throw configInvalid(issues);
  return Object.freeze({
    ...ofProgram,
    ...gitops,
    project: gitops.project ?? LOCAL_PROJECT,
    repository:
      gitops.repository ?? (gitops.target === undefined ? undefined : repositorySlug(gitops.target)),
    webUrl: withoutTrailing(gitops.webUrl, '/'),
    forge: Object.freeze(forgeConfig(gitops.forge, gitops.target)),
    typeCheck: typeCheckOf(gitops.typeCheck, sources.file.gitops.typeCheck),
  });
}

/** The part of the configuration that the planner needs. */
export function toPlanConfig(config: ResolvedConfig, overwrite: readonly string[] = []): PlanConfig {
  const { project, root, repository, base, webUrl, catalog, artifacts } = config;
  const isSaid = Object.values<boolean | undefined>(artifacts).some((said) => said !== undefined);
  return { project, root, repository, base, webUrl, catalog, ...(isSaid && { artifacts }), overwrite };
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

/** A flag or variable that says only yes means the tsconfig that the file names. */
function typeCheckOf(said: boolean | string, written: boolean | string | undefined): string | undefined {
  const answer = String(said);
  if (answer === 'false' || answer === '0') return undefined;
  if (answer !== 'true' && answer !== '1') return answer;
  return typeof written === 'string' ? written : 'tsconfig.json';
}

function projectMissing(target: GivenSetting): Issue {
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

function forgeConfig(forge: ForgeValues, target: string | undefined): ForgeConfig {
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
  return { type, apiUrl: withoutTrailing(apiUrl, '/'), ...token, commits: forge.commits };
}
