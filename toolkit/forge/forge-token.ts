import { isAbsolute, resolve } from 'node:path';
import { isShownPath, isShownVariable } from '../../core/config/token-place';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { SHORTEST_SECRET } from '../../core/secrets/secrets-in-use';
import type { ActionContext } from '../action-context';
import type { Project } from '../project/load-project';
import { readTokenFile } from './token-file';

/** Longer ones than any forge hands out; a header has to take it. */
const LONGEST_TOKEN = 8192;

/**
 * The token for forge and https target, from the variable or file that the configuration names. Undefined when nothing is
 * configured or the variable is not set. From here on it is masked wherever it shows up.
 *
 * @throws ToolkitError `config-unreadable` when the file cannot be read, `forge-token-invalid` when what is there is no token; neither
 * says what it is instead
 */
export async function forgeToken(context: ActionContext, project: Project): Promise<string | undefined> {
  const { tokenEnv, tokenFile } = project.config.forge;
  if (tokenEnv !== undefined) {
    const text = context.env[tokenEnv]?.trim() ?? '';
    return text === '' ? undefined : checked(text, variableText(context, tokenEnv), context);
  }
  if (tokenFile === undefined) return undefined;
  const place = fileText(tokenFile);
  const text = await readTokenFile(resolve(project.folder, tokenFile), place);
  return checked(text, place, context);
}

/** How the variable of a token is called in messages. */
export function variableText(context: Pick<ActionContext, 'env'>, tokenEnv: string): string {
  return isShownVariable(tokenEnv, context.env) ? tokenEnv : 'the variable that gitops.forge.tokenEnv names';
}

/** How the file of a token is called in messages. */
export function fileText(tokenFile: string): string {
  return isAbsolute(tokenFile) || isShownPath(tokenFile)
    ? `the token file '${tokenFile}'`
    : 'the file that gitops.forge.tokenFile names';
}

function checked(text: string, place: string, context: ActionContext): string {
  // Also what is none: whoever mistook a key for a token does not want to see it either.
  context.secrets.hold(text, ...text.split(/\s+/, 512).filter((word) => word.length >= 8));
  const problem = problemOf(text);
  if (problem === undefined) return text;
  throw new ToolkitError('forge-token-invalid', `${place} holds no token: ${problem}`);
}

function problemOf(text: string): string | undefined {
  if (text === '') return 'it is empty';
  if (text.startsWith('-----BEGIN')) return 'it is a key or certificate';
  if (/[\n\r]/.test(text)) return 'there are several lines';
  if (!/^[\x21-\x7e]+$/.test(text)) return 'there are blanks or characters that no token has';
  if (text.length > LONGEST_TOKEN) return `it is longer than ${LONGEST_TOKEN} characters`;
  return text.length < SHORTEST_SECRET ? `it is shorter than ${SHORTEST_SECRET} characters` : undefined;
}
