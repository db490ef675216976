import { loadProject } from '../../../toolkit/project/load-project';
import { repairTarget, type RepairOptions, type RepairResult } from '../../../toolkit/repair/repair-target';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { projectSource } from '../../command/project-source';
import { requestOptions } from '../../command/action-options';
import { folderDone } from '../../output/folder-change-text';
import { problemCount, problemsText } from '../../../report/text/problems-text';
import { joined, line, own, visible, type Shown } from '../../../report/text/shown';

/** Fixes what can be fixed: a plain folder or work tree in place, a bare or distant repository through a change request. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context, projectSource(context), { projectOptional: true });
  const orphans = textOption(context, 'orphans') as RepairOptions['orphans'];
  const options = { orphans, ...requestOptions(context) };
  const repaired = await repairTarget(context, project, options);
  if (repaired.kind === 'folder') {
    const { changed, folder } = repaired;
    const action = changed.length === 0 ? 'none' : 'written';
    return answer(context, repaired, folderDone(changed, folder, options.dryRun), {
      action,
      writes: changed.length,
    });
  }
  const { action, url, branch, base, commit, writes } = repaired.result;
  const done = url === null ? own(action) : line`${action} ${visible(url)}`;
  return answer(context, repaired, done, { action, url, branch, base, commit, writes });
}

function answer(
  { style, columns }: CommandContext,
  { repair }: RepairResult,
  done: Shown,
  facts: Readonly<Record<string, unknown>>,
): CommandResult {
  const { repaired = [], left = [], edits = new Map<string, string | null>() } = repair ?? {};
  const files = [...edits].map(([path, text]) => ({ path, action: text === null ? 'delete' : 'write' }));
  const parts: Shown[] = [];
  if (repaired.length > 0)
    parts.push(line`${style.paint('bold', own('repaired'))}\n${problemsText(repaired, style, columns)}`);
  if (left.length > 0) {
    const head = style.paint('bold', line`left to a person (${problemCount(left)})`);
    parts.push(line`${head}\n${problemsText(left, style, columns)}`);
  }
  parts.push(style.paint(['bold', 'green'], done));
  return { json: { problems: left, repaired, files, ...facts }, text: joined(parts, '\n\n') };
}
