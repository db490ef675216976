import { toPlanConfig } from '../../core/config/resolve-config';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { ModelsDocument } from '../../core/models-document';
import type { Plan } from '../../core/plan';
import type { SnapshotReader } from '../../gitops/snapshot-reader';
import { RULES } from '../../synth/policy/rules';
import type { PlanContext } from '../../synth/plan/plan-context';
import { createPlanner } from '../../synth/plan/planner';
import { listOption, type CommandContext } from '../command/command-module';
import { entryAuthor } from './commit-author';
import type { Project } from './load-project';
import { refuseUnknownClaims } from './named-claims';
import { planInRounds } from './plan-in-rounds';
import { readCheckedProgram } from './read-checked-program';
import { openTargetSource, type TargetView } from './target-source';

/** A plan of the program against its target. */
export interface TargetPlan {
  readonly plan: Plan;
  readonly models: ModelsDocument;
  /** Contents of the target at the base, for files that the plan leaves as they are. */
  readonly read: SnapshotReader['read'];
}

/** What the planner gets beside models and snapshot. */
export async function planContext(context: CommandContext, project: Project): Promise<PlanContext> {
  const { config } = project;
  return {
    clock: context.clock,
    actor: await entryAuthor(context, config),
    config: toPlanConfig(config, listOption(context, 'overwrite')),
    mergeEdits: mergeEdits(context),
    rules: RULES,
  };
}

/** @throws ToolkitError `usage-invalid` for a claim that is to be merged and overwritten */
function mergeEdits(context: CommandContext): ReadonlySet<string> {
  const overwritten = new Set(listOption(context, 'overwrite'));
  const merged = new Set(listOption(context, 'mergeEdits'));
  for (const claim of merged) {
    if (overwritten.has(claim))
      throw new ToolkitError(
        'usage-invalid',
        `'${claim}' is given to --merge-edits and --overwrite, keep one`,
      );
  }
  return merged;
}

/**
 * The pipeline of every command that only looks: program → target → plan; the target is closed again after `use`.
 *
 * @param earlierRegistry - registry of an earlier run; its `createdAt` count where no change request is open
 */
export async function withTargetPlan<T>(
  context: CommandContext,
  project: Project,
  use: (planned: TargetPlan) => Promise<T>,
  earlierRegistry?: string,
): Promise<T> {
  const planner = await programPlanner(context, project);
  const source = await openTargetSource(context, project);
  try {
    context.reporter.report({ type: 'step:start', step: 'read the target', detail: project.config.target });
    return await use(await planner(await source.view(), earlierRegistry));
  } finally {
    await source.close();
  }
}

/** Runs the program and plans what it declares against a view of the target. */
export async function programPlanner(
  context: CommandContext,
  project: Project,
): Promise<(view: TargetView, earlierRegistry?: string) => Promise<TargetPlan>> {
  const models = await readCheckedProgram(context, project);
  const planner = createPlanner(models, await planContext(context, project));
  return async ({ reader, openRequestRegistry, wasThere }, earlierRegistry) => {
    context.reporter.report({ type: 'step:start', step: 'plan', detail: `${models.claims.length} claims` });
    const { plan, snapshot } = await planInRounds(planner, reader, openRequestRegistry ?? earlierRegistry);
    await refuseUnknownClaims(context, {
      declared: models.claims.map(({ constructPath }) => constructPath),
      root: project.config.root,
      snapshot,
      wasThere,
    });
    context.reporter.report({ type: 'step:end', step: 'plan', detail: `${plan.changes.length} changes` });
    for (const issue of plan.warnings) context.reporter.report({ type: 'warning', issue });
    return { plan, models, read: reader?.read ?? (() => Promise.resolve(new Map())) };
  };
}
