import { problemCount, problemsText } from '../../../report/text/problems-text';
import { actionText } from '../../../report/text/request-text';
import { joined, line, own, visible, type Shown } from '../../../report/text/shown';
import { loadProject } from '../../../toolkit/project/load-project';
import { repairTarget, type RepairOptions } from '../../../toolkit/repair/repair-target';
import { requestOptions } from '../../command/action-options';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { projectSource } from '../../command/project-source';
import { folderAction, folderDone } from '../../output/folder-change-text';

/** Fixes what can be fixed: a plain folder or work tree in place, a bare or distant repository through a change request. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const { style, columns } = context;
  const project = await loadProject(context, projectSource(context), { projectOptional: true });
  const orphans = textOption(context, 'orphans') as RepairOptions['orphans'];
  const options = { orphans, ...requestOptions(context) };
  const change = await repairTarget(context, project, options);
  const { repaired, left, edits } = change.planned;
  const parts: Shown[] = [];
  if (repaired.length > 0) {
    parts.push(line`${style.paint('bold', own('repaired'))}\n${problemsText(repaired, style, columns)}`);
  }
  if (left.length > 0) {
    const head = style.paint('bold', line`to be fixed by hand (${problemCount(left)})`);
    parts.push(line`${head}\n${problemsText(left, style, columns)}`);
  }
  const [done, facts] = outcome(change, options.dryRun);
  parts.push(style.paint(['bold', 'green'], done));
  const files = [...edits].map(([path, text]) => ({ path, action: text === null ? 'delete' : 'write' }));
  return { json: { problems: left, repaired, files, ...facts }, text: joined(parts, '\n\n') };
}

function outcome(
  change: Awaited<ReturnType<typeof repairTarget>>,
  dryRun: boolean,
): [done: Shown, facts: Readonly<Record<string, unknown>>] {
  if (change.kind === 'folder') {
    return [folderDone(change, dryRun), { action: folderAction(change), writes: change.changed.length }];
  }
  const { action, url, branch, base, commit, writes } = change.result;
  const words = actionText(action, dryRun);
  const done = url === null ? words : line`${words}\n  ${visible(url)}`;
  return [done, { action, url, branch, base, commit, writes }];
}
