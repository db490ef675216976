import type { ModelsDocument } from '../../core/models-document';
import type { Plan } from '../../core/plan';
import type { Snapshot } from '../../core/snapshot';
import type { PlanContext } from './plan-context';
import { createPlanner } from './planner';

/**
 * Plans in one step, from a snapshot that already holds every content that is needed (or from `EMPTY_SNAPSHOT`).
 * Callers that read on demand use {@link createPlanner}.
 *
 * @throws ToolkitError see {@link createPlanner}
 */
export function buildPlan(models: ModelsDocument, snapshot: Snapshot, context: PlanContext): Plan {
  return createPlanner(models, context).build(snapshot);
}
