import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { RepairPlan } from '../../../harvester/repair/repair-repository';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { counted } from '../../../report/text/diff-text';
import { problemCount, problemsText } from '../../../report/text/problems-text';
import { joined, line, own, visible, type Shown } from '../../../report/text/shown';
import { convergeRequest } from '../../pipeline/converge-request';
import { loadProject, type Project } from '../../pipeline/load-project';
import { refuseUnknownRoot } from '../../pipeline/known-root';
import { openFilesTarget, openGitTarget } from '../../pipeline/open-any-target';
import {
  planRepairOf,
  repairChange,
  repairEdits,
  type OrphanDecision,
  type RepairInput,
} from '../../pipeline/plan-repair';
import { viewOf } from '../../pipeline/repository-view';

/** Fixes what can be fixed: a plain folder or work tree in place, a bare or distant repository through a change request. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context, { projectOptional: true });
  const target = await openFilesTarget(context, project);
  if (target === undefined)
    throw new ToolkitError('target-missing', 'no target is configured, nothing can be repaired');
  const orphans = textOption(context, 'orphans') as OrphanDecision | undefined;
  try {
    if (target.kind === 'folder') {
      const view = await viewOf(await target.folder.snapshot(), project);
      refuseUnknownRoot(context, view.index);
      const createdAt = target.workTree === true ? ageOfFiles(context, project) : undefined;
      const repair = await planRepairOf(view, { context, project, orphans, createdAt });
      const dryRun = context.options['dryRun'] === true;
      const written = dryRun ? [] : await target.folder.apply(repairEdits(repair));
      const done = dryRun
        ? own('dry run, nothing written')
        : line`${counted(written.length, 'file')} changed in ${visible(target.folder.path)}`;
      return answer(context, repair, done, {
        action: written.length === 0 ? 'none' : 'written',
        writes: written.length,
      });
    }
  } finally {
    if (target.kind === 'git') await target.repository.close();
  }
  // The name of the request has the project in it.
  return throughRequest(context, await loadProject(context), orphans);
}

/** When files came into the repository around a work tree, by the branch that is checked out. */
function ageOfFiles(context: CommandContext, project: Project): RepairInput['createdAt'] {
  return async (path) => {
    const repository = await openGitTarget(context, project);
    try {
      const branch = await repository.defaultBranch();
      const ref = `refs/heads/${branch ?? ''}`;
      const head = (await repository.fetch([ref])).get(ref);
      return head === undefined ? undefined : (await repository.firstCommitOf(path, head))?.authorDate;
    } finally {
      await repository.close();
    }
  };
}

async function throughRequest(
  context: CommandContext,
  project: Project,
  orphans: OrphanDecision | undefined,
): Promise<CommandResult> {
  let repair: RepairPlan | undefined;
  const result = await convergeRequest(context, project, {
    kind: 'repair',
    group: 'registry-repair',
    prefixes: [],
    planFor: async (input, repository) => {
      const view = await viewOf(input.snapshot, project);
      refuseUnknownRoot(context, view.index);
      const createdAt = async (path: string): Promise<Date | undefined> =>
        input.base === undefined ? undefined : (await repository.firstCommitOf(path, input.base))?.authorDate;
      repair = await planRepairOf(view, { context, project, orphans, createdAt });
      return repairChange(repair, project, input);
    },
  });
  const { action, url, branch, base, commit, writes } = result;
  const done = url === null ? own(action) : line`${action} ${visible(url)}`;
  return answer(context, repair, done, { action, url, branch, base, commit, writes });
}

function answer(
  { style, columns }: CommandContext,
  repair: RepairPlan | undefined,
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
