import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Plan } from '../../core/plan';
import type { TargetRepository } from '../../gitops/git/target-repository';
import { ledgerFolder } from '../../harvester/ledger';
import type { Block, Section } from '../../report/review/section';
import { code, phrase } from '../../report/view/phrase';
import {
  buildProjectRename,
  neededForProjectRename,
  type ProjectRename,
} from '../../synth/plan/rename-project';
import type { ActionContext } from '../action-context';
import { editsOf } from '../deliver/change-plan';
import { changeTarget, requestOfEdits, type ChangeResult, type WantedChange } from '../deliver/change-target';
import type { RequestOptions } from '../deliver/converge-request';
import { requestPrefix } from '../deliver/find-requests';
import { forgeFor } from '../forge/forge-for';
import { planInRounds, type PlannedSnapshot, type RoundPlanner } from '../plan/plan-in-rounds';
import type { Project } from '../project/load-project';
import { openAnyTarget } from '../target/open-any-target';

/** Group of the request, as the branch names it. */
const GROUP = 'rename-project';
const PROJECT = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Moves the ledgers of a renamed project, and nothing else.
 *
 * @param from - old name of the project
 * @throws ToolkitError `usage-invalid`, those of {@link buildProjectRename} and of {@link changeTarget}
 */
export async function renameProject(
  context: ActionContext,
  project: Project,
  from: string,
  options: RequestOptions = {},
): Promise<ChangeResult<PlannedSnapshot>> {
  const { root, project: to } = project.config;
  assertOldName(from, to);
  const rename: ProjectRename = { from, to, root };
  const planner: RoundPlanner = {
    neededPaths: (snapshot) => neededForProjectRename(snapshot, rename),
    build: (snapshot) => buildProjectRename(snapshot, rename),
  };
  const target = await openAnyTarget(context, project);
  const wanted: WantedChange<PlannedSnapshot> = {
    prefixes: [ledgerFolder(root)],
    planFrom: async (reader) => {
      const planned = await planInRounds(planner, reader);
      if (target?.kind === 'git') await warnOfOpenRequests(context, project, target.repository, from);
      return planned;
    },
    editsOf: ({ plan }) => editsOf(plan),
    kind: 'repair',
    group: GROUP,
    requestOf: ({ plan }, input) => requestOfEdits(editsOf(plan), words(plan, rename), input),
  };
  return changeTarget(context, project, target, wanted, options);
}

function assertOldName(from: string, to: string): void {
  if (!PROJECT.test(from)) {
    throw new ToolkitError(
      'usage-invalid',
      `'${from}' is not a project name: lower-case letters, digits, hyphens`,
    );
  }
  if (from === to) {
    throw new ToolkitError(
      'usage-invalid',
      `'${from}' is the project's name now; change gitops.project first, then name the old one here`,
    );
  }
}

/** A request of the old name still writes ledgers of that name. */
async function warnOfOpenRequests(
  context: ActionContext,
  project: Project,
  repository: TargetRepository,
  from: string,
): Promise<void> {
  const prefix = requestPrefix(forgeFor(context, project, repository), from);
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

function words(
  plan: Plan,
  { from, to }: ProjectRename,
): { readonly title: string; readonly sections: readonly Section[] } {
  const moved = plan.files.filter(({ action }) => action === 'delete');
  const said = phrase`The project ${code(from)} is called ${code(to)} now. Its ledgers move; no claim changes, nothing is deleted from a cluster.`;
  const blocks: Block[] = [
    { type: 'text', text: said },
    { type: 'list', items: moved.map(({ path }) => [code(path)]) },
  ];
  return { title: `claims(${to}): take over the ledgers of ${from}`, sections: [{ id: 'rename', blocks }] };
}
