import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Plan } from '../../core/plan';
import type { PlanInput } from '../../gitops/change-request/change-plan';
import type { TargetRepository } from '../../gitops/git/target-repository';
import { inlineCode } from '../../report/markdown/inline-code';
import {
  buildProjectRename,
  neededForProjectRename,
  type ProjectRename,
} from '../../synth/plan/rename-project';
import type { ActionContext } from '../action-context';
import { editsOf, type PlannedChange } from '../deliver/change-plan';
import { changeTarget, type ChangeResult, type WantedChange } from '../deliver/change-target';
import type { RequestOptions } from '../deliver/converge-request';
import { hashJson } from '../deliver/hash-value';
import { ALL } from '../deliver/request-groups';
import { forgeFor } from '../forge/forge-for';
import type { Project } from '../project/load-project';

/** Group of the request, as the branch names it. */
const GROUP = 'rename-project';
const PROJECT = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Moves the ledgers of a renamed project, and nothing else.
 *
 * @param from - name of the project before
 * @throws ToolkitError `usage-invalid`, those of {@link buildProjectRename} and of {@link changeTarget}
 */
export async function renameProject(
  context: ActionContext,
  project: Project,
  from: string,
  options: RequestOptions = {},
): Promise<ChangeResult> {
  const { root, project: to } = project.config;
  assertOldName(from, to);
  const rename: ProjectRename = { from, to, root };
  const wanted: WantedChange = {
    planner: {
      neededPaths: (snapshot) => neededForProjectRename(snapshot, rename),
      build: (snapshot) => buildProjectRename(snapshot, rename),
    },
    prefixes: [`${root}/.claims`],
    group: GROUP,
    requestOf: async ({ plan }, input, repository) => {
      await warnOfOpenRequests(context, project, repository, from);
      return renameRequest(plan, rename, input);
    },
  };
  return changeTarget(context, project, wanted, options);
}

function assertOldName(from: string, to: string): void {
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
}

/** A request of the old name still writes ledgers of that name. */
async function warnOfOpenRequests(
  context: ActionContext,
  project: Project,
  repository: TargetRepository,
  from: string,
): Promise<void> {
  const prefix = forgeFor(context, project, repository)
    .headRef({ project: from, group: ALL })
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

function renameRequest(plan: Plan, { from, to }: ProjectRename, input: PlanInput): PlannedChange {
  const edits = editsOf(plan);
  const hash = hashJson(edits);
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
