import type { Plan } from '../../core/plan';
import { inStep } from '../../core/ports/in-step';
import { countOf } from '../../core/text/count-of';
import type { SnapshotReader } from '../../gitops/snapshot-reader';
import { createPlanner } from '../../synth/plan/planner';
import type { ActionContext } from '../action-context';
import { modelsOf, type ModelsSource } from '../models-source';
import type { Project } from '../project/load-project';
import { lookEarly } from '../target/early-target';
import type { TargetView } from '../target/target-source';
import { refuseUnknownClaims } from './named-claims';
import { planInRounds } from './plan-in-rounds';
import { narrowPlan } from './narrow-plan';
import { planContext, type PlanOptions, type ShownPart } from './plan-options';

/** A plan of the program against its target. */
export interface TargetPlan {
  readonly plan: Plan;
  /** Contents of the target at the base, for files that the plan leaves as they are. */
  readonly read: SnapshotReader['read'];
}

/** What the claims of a program would change in its target, which is left as it is. */
export function planProgram(
  context: ActionContext,
  project: Project,
  models: ModelsSource,
  options: PlanOptions & ShownPart = {},
): Promise<Plan> {
  return withTargetPlan(context, project, { ...options, models }, ({ plan }) => Promise.resolve(plan));
}

/** What is planned, and from what. */
export interface TargetPlanOptions extends PlanOptions, ShownPart {
  readonly models: ModelsSource;
  /** Registry of an earlier run; its `createdAt` count where no change request is open. */
  readonly earlierRegistry?: string;
}

/** {@link planProgram} for whoever needs the target beside the plan; it is closed again after `use`. */
export async function withTargetPlan<T>(
  context: ActionContext,
  project: Project,
  { models, earlierRegistry, ...options }: TargetPlanOptions,
  use: (planned: TargetPlan) => Promise<T>,
): Promise<T> {
  // Git looks at the target while the program runs. What is wrong with the target is told after what is wrong with the program.
  const early = lookEarly(context, project);
  try {
    const planner = await programPlanner(context, project, models, options);
    const { target } = project.config;
    const step = { step: 'read the target', ...(target !== undefined && { detail: target }) };
    const view = await inStep(context.reporter, step, () => early.view());
    return await use(await planner(view, earlierRegistry));
  } finally {
    await early.close();
  }
}

/** Reads the claims of a program, and plans them against a view of the target as often as it is asked. */
export async function programPlanner(
  context: ActionContext,
  project: Project,
  source: ModelsSource,
  options: PlanOptions & ShownPart = {},
): Promise<(view: TargetView, earlierRegistry?: string) => Promise<TargetPlan>> {
  const models = await modelsOf(source);
  const planner = createPlanner(models, await planContext(context, project, options));
  return async ({ reader, openRequestRegistry, wasThere }, earlierRegistry) => {
    const step = {
      step: 'plan',
      detail: countOf(models.claims.length, 'claim'),
      done: ({ changes }: Plan) => countOf(changes.length, 'change'),
    };
    const plan = await inStep(context.reporter, step, async () => {
      const planned = await planInRounds(planner, reader, openRequestRegistry ?? earlierRegistry);
      const declared = models.claims.map(({ constructPath }) => constructPath);
      await refuseUnknownClaims(options, {
        declared,
        root: project.config.root,
        snapshot: planned.snapshot,
        wasThere,
      });
      const { only = [] } = options;
      return only.length === 0 ? planned.plan : narrowPlan(planned.plan, only, declared);
    });
    for (const issue of plan.warnings) context.reporter.report({ type: 'warning', issue });
    return { plan, read: reader?.read ?? (() => Promise.resolve(new Map())) };
  };
}
