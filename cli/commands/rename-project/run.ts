import { createHash } from 'node:crypto';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Plan } from '../../../core/plan';
import type { PlanInput } from '../../../gitops/change-request/change-plan';
import type { TargetRepository } from '../../../gitops/git/target-repository';
import { inlineCode } from '../../../report/markdown/inline-code';
import {
  buildProjectRename,
  neededForProjectRename,
  type ProjectRename,
} from '../../../synth/plan/rename-project';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { jsonLine } from '../../../report/json/json-text';
import { renamedText } from '../../../report/text/renamed-text';
import { requestJson } from '../../../report/json/request-json';
import { type PlannedChange, editsOf } from '../../pipeline/change-plan';
import { convergeRequest } from '../../pipeline/converge-request';
import { forgeFor } from '../../pipeline/forge-for';
import { loadProject, type Project } from '../../pipeline/load-project';
import { openAnyTarget } from '../../pipeline/open-any-target';
import { planInRounds, type RoundPlanner } from '../../pipeline/plan-in-rounds';
import { ALL } from '../../pipeline/request-groups';

/** Group of the request, as the branch names it. */
const GROUP = 'rename-project';
const PROJECT = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Moves the ledgers of a renamed project: in a Git target through a change request, in a plain folder at once. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context);
  const { root, project: to } = project.config;
  const from = oldName(context.args[0] ?? '', to);
  const rename: ProjectRename = { from, to, root };
  const planner: RoundPlanner = {
    neededPaths: (snapshot) => neededForProjectRename(snapshot, rename),
    build: (snapshot) => buildProjectRename(snapshot, rename),
  };
  const prefixes = [`${root}/.claims`];
  const target = await openAnyTarget(context, project);
  if (target?.kind === 'folder') {
    const { plan } = await planInRounds(planner, await target.folder.snapshot(prefixes));
    const dryRun = context.options['dryRun'] === true;
    const changed = dryRun ? [] : await target.folder.apply(editsOf(plan));
    const action = changed.length === 0 ? 'none' : 'written';
    const place = { url: null, branch: null, base: null, commit: null, writes: changed.length };
    return {
      json: { action, ...place, files: filesJson(plan), summary: plan.summary },
      text: renamedText(plan, rename, { action, url: null, dryRun, style: context.style }),
    };
  }
  await target?.repository.close();
  const result = await convergeRequest(context, project, {
    kind: 'repair',
    group: GROUP,
    prefixes,
    planFor: async (input, repository) => {
      const { plan } = await planInRounds(planner, input.snapshot);
      await warnOfOpenRequests(context, project, repository, from);
      return renameChange(plan, rename, input);
    },
  });
  const { plan } = result.plan;
  const dryRun = context.options['dryRun'] === true;
  return {
    json: { ...requestJson(result), files: filesJson(plan) },
    text: renamedText(plan, rename, { ...result, dryRun, style: context.style }),
  };
}

function oldName(from: string, to: string): string {
  if (!PROJECT.test(from))
    throw new ToolkitError(
      'usage-invalid',
      `'${from}' is no project name: lower-case letters, digits, hyphens`,
    );
  if (from === to)
    throw new ToolkitError(
      'usage-invalid',
      `'${from}' is the project's name now; change gitops.project first, then name the old one here`,
    );
  return from;
}

/** A request of the old name still writes ledgers of that name. */
async function warnOfOpenRequests(
  context: CommandContext,
  project: Project,
  repository: TargetRepository,
  from: string,
): Promise<void> {
  const prefix = forgeFor(context, project, repository)
    .headRef({ project: from, kind: 'claims', group: ALL })
    .slice(0, -ALL.length);
  for (const ref of (await repository.listRefs(prefix)).keys()) {
    context.reporter.report({
      type: 'warning',
      issue: {
        code: 'project-request-open',
        severity: 'warning',
        message: `${ref} may hold an open change request of '${from}'; merged later, it brings ledgers of '${from}' back`,
        hint: `Merge or close it first. If it was merged since, run \`claims rename-project ${from}\` again.`,
      },
    });
  }
}

function renameChange(plan: Plan, { from, to }: ProjectRename, input: PlanInput): PlannedChange {
  const edits = editsOf(plan);
  const hash = createHash('sha256').update(jsonLine(edits)).digest('hex');
  const moved = plan.files.filter(({ action }) => action === 'delete');
  return {
    plan,
    empty: edits.length === 0,
    edits,
    title: `claims(${to}): take over the ledgers of ${from}`,
    parts: [
      `The project ${inlineCode(from)} is called ${inlineCode(to)} now. Its ledgers move; no claim changes, nothing is deleted from a cluster.\n\n` +
        moved.map(({ path }) => `- ${inlineCode(path)}`).join('\n'),
    ],
    inputHash: hash,
    outputHash: hash,
    trailers: input.openRequestTrailers,
  };
}

function filesJson(plan: Plan): readonly object[] {
  return plan.files.map(({ path, action }) => ({ path, action }));
}
