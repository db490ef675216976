import { toPlanConfig } from '../../core/config/resolve-config';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { PlanContext } from '../../synth/plan/plan-context';
import { RULES } from '../../synth/policy/rules';
import type { ActionContext } from '../action-context';
import { entryAuthor } from '../project/commit-author';
import type { Project } from '../project/load-project';

/** What becomes of files that a person edited; of those of other claims they stay as they are. */
export interface PlanOptions {
  /** Claims (`<category>/<name>`) that get the program's files. */
  readonly overwrite?: readonly string[];
  /** Claims that get what the program changed since, field by field. */
  readonly mergeEdits?: readonly string[];
}

/** What is shown of a plan. */
export interface ShownPart {
  /** Claims (`<category>/<name>`), or categories; absent or empty: all. */
  readonly only?: readonly string[];
}

/**
 * What the planner gets beside models and snapshot.
 *
 * @throws ToolkitError `usage-invalid` for a claim that is to be merged and overwritten
 */
export async function planContext(
  context: ActionContext,
  { config }: Project,
  { overwrite = [], mergeEdits = [] }: PlanOptions = {},
): Promise<PlanContext> {
  const actor = await entryAuthor(context, config);
  const both = mergeEdits.find((claim) => overwrite.includes(claim));
  if (both !== undefined) {
    throw new ToolkitError('usage-invalid', `'${both}' is given to --merge-edits and --overwrite, keep one`);
  }
  return {
    clock: context.clock,
    actor,
    config: toPlanConfig(config, overwrite),
    mergeEdits: new Set(mergeEdits),
    rules: RULES,
  };
}
