import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { CommandContext } from '../../command/command-module';
import { fileText, forgeToken, variableText } from '../../../toolkit/forge/forge-token';
import type { Project } from '../../../toolkit/project/load-project';
import { failed, passed, warned, type Check } from './check';

/** Whether the token that the forge needs is there. Its value is never part of the answer. */
export async function checkToken(context: CommandContext, project: Project): Promise<Check> {
  const { type, tokenEnv, tokenFile } = project.config.forge;
  if (type === 'git') return passed('token', "forge 'git' needs none");
  const token = await forgeToken(context, project);
  const place = tokenEnv === undefined ? fileText(tokenFile ?? '') : variableText(context, tokenEnv);
  if (token === undefined) {
    const why = tokenEnv === undefined ? 'is empty' : 'is not set';
    return {
      ...failed(
        'token',
        new ToolkitError('forge-token-missing', `forge '${type}' needs a token, but ${place} ${why}`),
      ),
      hint:
        tokenEnv === undefined
          ? `Write the token to ${place}.`
          : `Set ${place}, or name another variable in gitops.forge.tokenEnv.`,
    };
  }
  if (tokenFile !== undefined && (await othersMayRead(resolve(project.folder, tokenFile)))) {
    return warned('token', `others may read ${place}`, `chmod 600 ${tokenFile}`);
  }
  return passed('token', `in ${place}`);
}

async function othersMayRead(path: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && (found.mode & 0o077) !== 0;
}
