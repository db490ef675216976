import type { PlanConfig } from '../../core/plan-config';
import type { Clock } from '../../core/ports/clock';
import type { Rule } from '../policy/rule';

/** Everything the planner is given beside the models and the snapshot. */
export interface PlanContext {
  /** Source of `createdAt` for claims that neither the base nor our open change request knows. */
  readonly clock: Clock;
  /** Who runs this: `createdBy` of new registry entries. */
  readonly actor: string;
  readonly config: PlanConfig;
  /**
   * Construct paths, declared and no longer declared, that this plan is about: one of several change requests of a
   * project. Everything else stays as it is in the target. Default: all.
   */
  readonly scope?: ReadonlySet<string>;
  /**
   * Construct paths of claims whose hand-edited claim file gets what the program changed since, field by field. One that
   * cannot be merged ends the run. Default: none.
   */
  readonly mergeEdits?: ReadonlySet<string>;
  /** What claims must keep to. Default: nothing. */
  readonly rules?: readonly Rule[];
}
