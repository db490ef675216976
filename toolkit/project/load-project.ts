import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { configSecrets } from '../../core/config/config-secrets';
import {
  EMPTY_PROJECT_CONFIG,
  parseProjectConfig,
  type ProjectConfig,
} from '../../core/config/project-config';
import { configInvalid, resolveConfig, type ResolveOptions } from '../../core/config/resolve-config';
import type { ResolvedConfig } from '../../core/config/resolved-config';
import type { ConfigFlags, ConfigSources } from '../../core/config/setting';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { ActionContext } from '../action-context';
import { folderWith } from './folder-with';

/** A project as an action works on it. */
export interface Project {
  readonly config: ResolvedConfig;
  /** Folder of `cdk8s.yaml`: where the program runs. */
  readonly folder: string;
  /** Where a relative target starts: the folder of whoever said it. */
  readonly targetFolder: string;
  /** What the caller asked for in so many words, which is held to more than a default. */
  readonly flags: ConfigFlags;
  /** Why nothing that has the project's name in it can be written: there is none. */
  readonly unnamed?: ToolkitError;
}

/** Where the settings of a project come from, beside the environment. */
export interface ProjectSource {
  /** Must be there where somebody names it; default: `cdk8s.yaml` of this folder or the nearest one above, if there is one. */
  readonly configFile?: string;
  /** The folder is a project of its own, whatever stands above it. */
  readonly isNew?: boolean;
  readonly flags: ConfigFlags;
}

/** Name of the configuration file, as cdk8s has it. */
const CONFIG_FILE = 'cdk8s.yaml';

/**
 * Reads the configuration file and resolves it with flags and environment.
 *
 * @throws ToolkitError `config-invalid`, `config-unreadable`
 */
export async function loadProject(
  context: ActionContext,
  source: ProjectSource,
  options: ResolveOptions = {},
): Promise<Project> {
  const text = await readConfigFile(context, source);
  const file =
    text === undefined ? EMPTY_PROJECT_CONFIG : checkedFile(text, configFile(context, source).name);
  const sources = { flags: source.flags, env: context.env, file };
  const project = projectOf(context, source, resolveConfig(sources, options));
  const unnamed = options.projectOptional === true ? problemOf(sources) : undefined;
  return unnamed === undefined ? project : { ...project, unnamed };
}

/** Where the configuration is, what to call it, and whether somebody named it. */
export function configFile(
  { cwd }: Pick<ActionContext, 'cwd'>,
  { configFile: named, isNew = false }: ProjectSource,
): { path: string; name: string; required: boolean } {
  if (named !== undefined) return { path: resolve(cwd, named), name: named, required: true };
  const folder = (isNew ? undefined : folderWith(CONFIG_FILE, cwd)) ?? cwd;
  const path = join(folder, CONFIG_FILE);
  return { path, name: relative(cwd, path), required: false };
}

/** A configuration with the folders that its paths start from. */
export function projectOf(
  context: Pick<ActionContext, 'cwd' | 'env'>,
  source: ProjectSource,
  config: ResolvedConfig,
): Project {
  const { flags } = source;
  const folder = dirname(configFile(context, source).path);
  const saidHere = flags.target !== undefined || (context.env['CLAIMS_TARGET'] ?? '') !== '';
  return { config, folder, targetFolder: saidHere ? context.cwd : folder, flags };
}

/**
 * Text of the configuration file; undefined when there is none and nobody asked for one. Secrets in it are known from here on.
 *
 * @throws ToolkitError `config-unreadable`
 */
export async function readConfigFile(
  context: ActionContext,
  source: ProjectSource,
): Promise<string | undefined> {
  const { path, name, required } = configFile(context, source);
  try {
    const text = await readFile(path, 'utf8');
    context.secrets.hold(...configSecrets(text, context.env));
    return text;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !required) return undefined;
    const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown'})`;
    throw new ToolkitError('config-unreadable', `the configuration file '${name}' ${why}`, { cause });
  }
}

function checkedFile(text: string, name: string): ProjectConfig {
  const { config, issues } = parseProjectConfig(text, name);
  if (issues.length > 0) throw configInvalid(issues);
  return config;
}

function problemOf(sources: ConfigSources): ToolkitError | undefined {
  try {
    resolveConfig(sources);
    return undefined;
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return error;
    throw error;
  }
}
