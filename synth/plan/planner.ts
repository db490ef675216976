import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import type { ModelsDocument } from '../../core/models-document';
import type { Plan } from '../../core/plan';
import type { Snapshot } from '../../core/snapshot';
import { assemblePlan } from './assemble-plan';
import { checkModels } from './check-models';
import type { PlanContext } from './plan-context';
import { PlanReader } from './plan-reader';
import type { PlanRound } from './plan-round';
import { type Settled, settleAll } from './settle-all';
import { FactsReader } from './target-facts';

/** Plans in rounds: say which contents are needed, get them read in one batch, plan. Pure; emits every file once. */
export interface Planner {
  /**
   * Paths whose contents the plan needs and the snapshot does not hold yet; empty when it can be built. Call it again
   * after reading them: what else is needed depends on what stands in them. Where nothing differs, that is the registry alone.
   */
  neededPaths(snapshot: Snapshot): string[];
  /**
   * Object ids of earlier versions of files that the plan would say more with: asked once nothing more is needed of
   * {@link neededPaths}. The plan can be built without them.
   */
  neededObjects(snapshot: Snapshot): string[];
  /**
   * The plan.
   *
   * @throws ToolkitError with all issues when models, policies, ownership or the target forbid it
   */
  build(snapshot: Snapshot): Plan;
}

/**
 * Makes a planner for a set of claims.
 *
 * @throws ToolkitError `program-invalid` when the models carry errors, `claim-policy` when a policy refuses a claim
 */
export function createPlanner(models: ModelsDocument, context: PlanContext): Planner {
  const policyWarnings = checkModels(models, context.policies ?? []);
  const reader = new FactsReader(models, context);
  // The last round of asking is the first of building: what it made is used again while nothing more was read.
  let last: Round | undefined;

  function plan(snapshot: Snapshot): Round {
    const read = snapshot.contents.size + (snapshot.objects?.size ?? 0);
    if (last?.snapshot !== snapshot || last.read !== read) {
      const facts = reader.facts(snapshot);
      const targetReader = new PlanReader(snapshot, facts.ownership);
      const round: PlanRound = { ...facts, snapshot, context, models, reader: targetReader, policyWarnings };
      const settled = settleAll(round);
      const isComplete = targetReader.missing.size === 0 && settled.issues.length === 0;
      last = { snapshot, read, round, settled, plan: isComplete ? assemblePlan(round, settled) : undefined };
    }
    return last;
  }

  return {
    neededPaths(snapshot) {
      const missing = reader.missing(snapshot);
      return missing.length > 0 ? missing : [...plan(snapshot).round.reader.missing].sort();
    },
    neededObjects(snapshot) {
      if (reader.missing(snapshot).length > 0) return [];
      return [...plan(snapshot).round.reader.missingObjects].sort();
    },
    build(snapshot) {
      const unread = reader.missing(snapshot);
      if (unread.length > 0) throw missingContents(unread);
      const { round, settled, plan: planned } = plan(snapshot);
      if (round.reader.missing.size > 0) throw missingContents([...round.reader.missing]);
      if (planned === undefined) throw refusal(settled.issues);
      return planned;
    },
  };
}

/** What was made of a snapshot, when so much of it had been read. */
interface Round {
  readonly snapshot: Snapshot;
  readonly read: number;
  readonly round: PlanRound;
  readonly settled: Settled;
  /** Undefined while something is missing, and when there are issues. */
  readonly plan?: Plan;
}

function missingContents(paths: readonly string[]): ToolkitError {
  return new ToolkitError(
    'internal-error',
    `contents of ${paths.slice(0, 3).join(', ')} were not read before planning`,
  );
}

function refusal(issues: readonly Issue[]): ToolkitError {
  const [first] = issues as readonly [Issue];
  const conflicts = issues.filter((issue) => issue.code === 'edits-conflict').length;
  const many =
    conflicts === issues.length
      ? `${conflicts} fields were changed by the program and by a person`
      : `${issues.length} claims cannot be planned`;
  const message = issues.length === 1 ? first.message : many;
  return new ToolkitError(first.code, message, { issues });
}
