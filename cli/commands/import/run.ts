import { dirname } from 'node:path';
import { checkImports } from '../../../toolkit/import/check-imports';
import { importKinds } from '../../../toolkit/import/import-kinds';
import { configFile } from '../../../toolkit/project/load-project';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { projectSource } from '../../command/project-source';
import { importedText, staleText } from '../../output/imported-text';
import { standardInput } from './standard-input';

/** Imports kinds, or checks what was imported. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const { options, args } = context;
  const folder = dirname(configFile(context, projectSource(context)).path);
  const out = textOption(context, 'out') ?? 'imports';
  if (options['check'] === true) {
    const stale = await checkImports(context, { folder, out });
    return { exitCode: stale.length === 0 ? 0 : 3, json: { stale }, text: staleText(stale, context) };
  }
  const jsonSchema = textOption(context, 'jsonSchema');
  const imported = await importKinds(context, {
    sources: args,
    folder,
    out,
    force: options['force'] === true,
    prune: options['prune'] === true,
    update: options['update'] === true,
    ...(jsonSchema !== undefined && { jsonSchema }),
    input: { stdin: () => standardInput(context.signal) },
  });
  return { json: imported, text: importedText(imported, context) };
}
