import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { configSecrets } from '../../core/config/config-secrets';
import {
  EMPTY_PROJECT_CONFIG,
  parseProjectConfig,
  type ProjectConfig,
} from '../../core/config/project-config';
import { configInvalid, resolveConfig, type ResolveOptions } from '../../core/config/resolve-config';
import type { ResolvedConfig } from '../../core/config/resolved-config';
import type { ConfigFlags } from '../../core/config/setting';
import { SETTING_LIST } from '../../core/config/settings';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { flagOption, textOption, type CommandContext } from '../command/command-module';

/** A project as the command line finds it. */
export interface Project {
  readonly config: ResolvedConfig;
  /** Folder of `cdk8s.yaml`: where the program runs. */
  readonly folder: string;
  /** Where a relative target starts: the folder of whoever said it. */
  readonly targetFolder: string;
}

/** Name of the configuration file, as cdk8s has it. */
export const CONFIG_FILE = 'cdk8s.yaml';

/**
 * Reads `cdk8s.yaml` (or `--config`) and resolves it with flags and environment.
 *
 * @throws ToolkitError `config-invalid`, `config-unreadable`
 */
export async function loadProject(context: CommandContext, options: ResolveOptions = {}): Promise<Project> {
  const text = await readConfigFile(context);
  const { name } = configFile(context);
  const file = text === undefined ? EMPTY_PROJECT_CONFIG : checkedFile(text, name);
  const config = resolveConfig({ flags: configFlags(context), env: context.env, file }, options);
  return projectOf(context, config);
}

/** Where the configuration is, and whether somebody named it. */
export function configFile(context: CommandContext): { path: string; name: string; required: boolean } {
  const named = textOption(context, 'config');
  return {
    path: resolve(context.cwd, named ?? CONFIG_FILE),
    name: named ?? CONFIG_FILE,
    required: named !== undefined,
  };
}

/** What the command line says about the configuration. */
export function configFlags(context: CommandContext): ConfigFlags {
  return Object.fromEntries(
    SETTING_LIST.filter(({ row }) => row.flag !== undefined).map(({ key }) => [
      key,
      textOption(context, key) ?? flagOption(context, key),
    ]),
  );
}

/** A configuration with the folders that its paths start from. */
export function projectOf(context: CommandContext, config: ResolvedConfig): Project {
  const folder = dirname(configFile(context).path);
  const saidHere = textOption(context, 'target') !== undefined || (context.env['CLAIMS_TARGET'] ?? '') !== '';
  return { config, folder, targetFolder: saidHere ? context.cwd : folder };
}

/** Path of a file for people: relative to where they are, where that is shorter. */
export function shownPath(context: CommandContext, path: string): string {
  const inside = relative(context.cwd, path);
  return inside === '' ? '.' : inside.startsWith('..') ? path : inside;
}

/**
 * Text of the configuration file; undefined when there is none and nobody asked for one. Secrets in it are known from here on.
 *
 * @throws ToolkitError `config-unreadable`
 */
export async function readConfigFile(context: CommandContext): Promise<string | undefined> {
  const { path, name, required } = configFile(context);
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
