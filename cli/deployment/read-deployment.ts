import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { systemErrorCode } from '../../core/errors/system-failure';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { type WrittenDeployment, writtenDeployment } from '../../collector/deploy/yaml/written-deployment';
import { textOption, type CommandContext } from '../command/command-module';

/** What is read where nothing is named. */
const FILE = 'deployment.yaml';

/**
 * Reads the file of a deployment that `--config` names.
 *
 * @throws ToolkitError `config-unreadable`, `yaml-unreadable`
 */
export async function readDeployment(
  context: CommandContext,
): Promise<WrittenDeployment & { readonly file: string }> {
  const file = textOption(context, 'config') ?? FILE;
  let text: string;
  try {
    text = await readFile(resolve(context.cwd, file), 'utf8');
  } catch (cause) {
    const why = systemErrorCode(cause) ?? 'unknown error';
    throw new ToolkitError('config-unreadable', `'${file}' cannot be read: ${why}`, { cause });
  }
  return { ...writtenDeployment(text, file), file };
}
