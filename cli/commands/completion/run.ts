import { ToolkitError } from '../../../core/errors/toolkit-error';
import { nearestName } from '../../../core/nearest-name';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { visibleLines } from '../../../report/text/shown';
import { bashScript } from './bash-script';
import { completionTree, SHELLS, type CompletedCommand } from './completion-model';
import { fishScript } from './fish-script';
import { zshScript } from './zsh-script';

const SCRIPTS: Readonly<Record<(typeof SHELLS)[number], (tree: CompletedCommand) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Prints a completion script made from the table of commands. */
export function run(context: CommandContext): Promise<CommandResult> {
  const [asked = ''] = context.args;
  const shell = SHELLS.find((name) => name === asked);
  if (shell === undefined) {
    const near = nearestName(asked, SHELLS);
    const hint = near === undefined ? '' : ` (did you mean ${near}?)`;
    throw new ToolkitError('usage-invalid', `unknown shell '${asked}'${hint}, use ${SHELLS.join(', ')}`);
  }
  const text = SCRIPTS[shell](completionTree(context.commands));
  return Promise.resolve({ json: { shell, script: text }, text: visibleLines(text) });
}
