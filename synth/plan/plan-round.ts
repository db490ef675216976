import type { Issue } from '../../core/issue';
import type { ModelsDocument } from '../../core/models-document';
import type { Snapshot } from '../../core/snapshot';
import type { TargetBuilds } from './applied/target-builds';
import type { JointFiles } from './joint-files';
import type { PlanContext } from './plan-context';
import type { PlanReader } from './plan-reader';
import type { TargetFacts } from './target-facts';

/** What one round of planning knows about the target. */
export interface PlanRound extends TargetFacts {
  readonly snapshot: Snapshot;
  readonly context: PlanContext;
  readonly models: ModelsDocument;
  readonly reader: PlanReader;
  readonly builds: TargetBuilds;
  /** Files that are decided about document by document. */
  readonly joint: JointFiles;
  /** What rules that ask before the target is read let through. */
  readonly ruleWarnings: readonly Issue[];
  /** Errors of the models that only the target can decide about. */
  readonly undecided: readonly Issue[];
}
