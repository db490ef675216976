import type { Plan } from '../../core/plan';
import type { FolderTarget } from '../../gitops/folder/folder-target';
import type { CommandContext, CommandResult } from '../command/command-module';
import { counted, diffText } from '../../report/text/diff-text';
import { line, own, visible } from '../../report/text/shown';
import { editsOf } from './change-plan';

/** Writes a plan into a plain folder, where nothing is reviewed or merged; `--dry-run` only shows it. */
export async function applyToFolder(
  context: CommandContext,
  folder: FolderTarget,
  plan: Plan,
): Promise<CommandResult> {
  const dryRun = context.options['dryRun'] === true;
  const changed = dryRun ? [] : await folder.apply(editsOf(plan));
  const done = dryRun
    ? own('dry run, nothing written')
    : line`${counted(changed.length, 'file')} changed in ${visible(folder.path)}`;
  return {
    json: {
      action: dryRun || changed.length === 0 ? 'none' : 'written',
      url: null,
      branch: null,
      base: null,
      commit: null,
      writes: changed.length,
      summary: plan.summary,
    },
    text: line`${diffText(plan, context)}\n\n${context.style.paint(['bold', 'green'], done)}`,
  };
}
