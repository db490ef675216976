import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { CommandContext } from '../command/command-module';
import type { Project } from './load-project';

/**
 * The token for forge and https target, from the variable or file that the configuration names. Undefined when nothing is
 * configured or the variable is not set.
 *
 * @throws ToolkitError `config-unreadable` when the file cannot be read
 */
export async function forgeToken(context: CommandContext, project: Project): Promise<string | undefined> {
  const { tokenEnv, tokenFile } = project.config.forge;
  if (tokenEnv !== undefined) return context.env[tokenEnv]?.trim() || undefined;
  if (tokenFile === undefined) return undefined;
  try {
    return (await readFile(resolve(project.folder, tokenFile), 'utf8')).trim() || undefined;
  } catch (cause) {
    throw new ToolkitError('config-unreadable', `the token file '${tokenFile}' cannot be read`, { cause });
  }
}
