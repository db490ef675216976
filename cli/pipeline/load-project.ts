import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import {
  EMPTY_PROJECT_CONFIG,
  parseProjectConfig,
  type ProjectConfig,
} from '../../core/config/project-config';
import { configInvalid, resolveConfig, type ResolveOptions } from '../../core/config/resolve-config';
import type { ResolvedConfig } from '../../core/config/resolved-config';
import type { ConfigFlags } from '../../core/config/setting';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { textOption, type CommandContext } from '../command/command-module';

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
  const named = textOption(context, 'config');
  const path = resolve(context.cwd, named ?? CONFIG_FILE);
  const file = await readProjectFile(path, named ?? CONFIG_FILE, named !== undefined);
  const flags: ConfigFlags = {
    target: textOption(context, 'target'),
    base: textOption(context, 'base'),
    root: textOption(context, 'root'),
    project: textOption(context, 'project'),
    app: textOption(context, 'app'),
    output: textOption(context, 'output'),
  };
  const config = resolveConfig({ flags, env: context.env, file }, options);
  const folder = dirname(path);
  const saidHere = flags.target !== undefined || (context.env['CLAIMS_TARGET'] ?? '') !== '';
  return { config, folder, targetFolder: saidHere ? context.cwd : folder };
}

/** Path of a file for people: relative to where they are, where that is shorter. */
export function shownPath(context: CommandContext, path: string): string {
  const inside = relative(context.cwd, path);
  return inside === '' ? '.' : inside.startsWith('..') ? path : inside;
}

async function readProjectFile(path: string, name: string, required: boolean): Promise<ProjectConfig> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !required) return EMPTY_PROJECT_CONFIG;
    const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown'})`;
    throw new ToolkitError('config-unreadable', `the configuration file '${name}' ${why}`, { cause });
  }
  const { config, issues } = parseProjectConfig(text, name);
  if (issues.length > 0) throw configInvalid(issues);
  return config;
}
