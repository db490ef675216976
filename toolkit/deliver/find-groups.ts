import { heldBackClaims } from '../../core/held-back';
import type { ModelsDocument } from '../../core/models-document';
import type { PlanContext } from '../../synth/plan/plan-context';
import { createPlanner } from '../../synth/plan/planner';
import type { ActionContext } from '../action-context';
import { requestNames } from './find-requests';
import { forgeFor } from '../forge/forge-for';
import type { Project } from '../project/load-project';
import type { TargetRepository } from '../../gitops/git/target-repository';
import { planInRounds } from '../plan/plan-in-rounds';
import { ALL, type RequestGroup, requestGroups } from './request-groups';
import { targetPrefixes } from '../target/target-prefixes';

/** Requests of `claims delete`, `claims registry repair` and `claims rename-project` live beside those of the program and are not its business. */
const OF_OTHER_COMMANDS = /^(delete(-|$)|registry-repair$|rename-project$)/;

/**
 * The change requests that this run brings about: one for all, or, where requests are grouped, one for each group that
 * changes something or has a request already (which is then updated, or closed when nothing is left).
 */
export async function findGroups(
  context: ActionContext,
  project: Project,
  repository: TargetRepository,
  models: ModelsDocument,
  planning: PlanContext,
): Promise<RequestGroup[]> {
  const { config } = project;
  if (config.request.group === 'all') return [{ group: ALL }];
  const base = await repository.fetchBase(config.base);
  const reader = await repository.snapshot(base, targetPrefixes(config.root));
  const { plan } = await planInRounds(createPlanner(models, planning), reader);
  const groups = requestGroups(config.request.group, models, plan, config.catalog.owner);
  // A group of which nothing can be changed is looked at, too: somebody has to hear of it.
  const changed = new Set(plan.changes.map(({ category, name }) => `${category}/${name}`));
  for (const claim of heldBackClaims(plan.kept)) changed.add(claim);
  const forge = forgeFor(context, project, repository);
  const standing = (await requestNames(repository, forge, config.project)).filter(
    (group) => !OF_OTHER_COMMANDS.test(group),
  );
  const known = new Set(groups.map(({ group }) => group));
  const gone = standing
    .filter((group) => !known.has(group))
    .map((group) => ({ group, scope: new Set<string>() }));
  const needed = groups.filter(
    ({ group, scope }) =>
      standing.includes(group) || [...(scope ?? [])].some((construct) => changed.has(construct)),
  );
  return [...needed, ...gone];
}
