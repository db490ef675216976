import { createHash } from 'node:crypto';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import type { ModelsDocument } from '../../core/models-document';
import { formatSourcePosition } from '../../core/source-position';
import { withoutTrailing } from '../../core/trim-ends';
import { checkModels } from '../../synth/plan/check-models';
import { createDeletionPlanner } from '../../synth/plan/planner';
import type { ActionContext } from '../action-context';
import { changePlan, editsOf } from '../deliver/change-plan';
import { changeTarget, type ChangeResult, type WantedChange } from '../deliver/change-target';
import type { RequestOptions } from '../deliver/converge-request';
import { modelsOf, type ModelsSource } from '../models-source';
import { planInRounds, type PlannedSnapshot } from '../plan/plan-in-rounds';
import { planContext } from '../plan/plan-options';
import type { Project } from '../project/load-project';
import { openAnyTarget } from '../target/open-any-target';
import { wholeTarget } from '../target/target-prefixes';

// One folder each, of letters that every disk takes; dots never first, so that neither `..` nor `.claims` passes.
const KEY = /^[A-Za-z0-9_-][\w.-]*(?:\/[A-Za-z0-9_-][\w.-]*)+$/;

/** What may be said about a removal beside the claims. */
export interface RemoveOptions extends RequestOptions {
  /** What the program declares; absent where there is none. */
  readonly declared?: ModelsSource;
}

/**
 * Removes every artefact of claims that no program declares.
 *
 * @param claims - `<category>/<name>`
 * @throws ToolkitError `usage-invalid`, `claim-still-declared`, those of a deletion and of {@link changeTarget}
 */
export async function removeClaims(
  context: ActionContext,
  project: Project,
  claims: readonly string[],
  { declared, ...options }: RemoveOptions = {},
): Promise<ChangeResult<PlannedSnapshot>> {
  const keys = [...new Set(claims)].sort();
  assertKeys(keys);
  if (declared !== undefined) refuseDeclared(keys, await modelsOf(declared));
  const planning = await planContext(context, project);
  const group = groupOf(keys);
  const planner = createDeletionPlanner(keys, planning);
  const wanted: WantedChange<PlannedSnapshot> = {
    prefixes: wholeTarget(project.config.root),
    planFrom: (reader, input) => planInRounds(planner, reader, input?.openRequestRegistry?.toString()),
    editsOf: ({ plan }) => editsOf(plan),
    kind: 'delete',
    group,
    requestOf: (planned, input) =>
      changePlan(planned, project, input, {
        group,
        cause: ['delete', keys, planning.config],
        acknowledged: keys,
      }),
  };
  return changeTarget(context, project, await openAnyTarget(context, project), wanted, options);
}

function assertKeys(keys: readonly string[]): void {
  const wrong = keys.filter((key) => !KEY.test(key));
  if (wrong.length === 0) return;
  throw new ToolkitError(
    'usage-invalid',
    `${wrong.map((key) => `'${key}'`).join(', ')} is not <category>/<name>`,
  );
}

/** Deleting what the program declares would last until its next run. */
function refuseDeclared(keys: readonly string[], models: ModelsDocument): void {
  checkModels(models, []);
  const declared = models.claims.filter((model) => keys.includes(`${model.category}/${model.name}`));
  if (declared.length === 0) return;
  const issues = declared.map((model): Issue => ({
    code: 'claim-still-declared',
    message: `'${model.constructPath}' is still declared`,
    construct: model.constructPath,
    ...(model.source === undefined ? {} : { source: model.source }),
    hint: 'remove it from the program and run `claims pr`',
  }));
  const [first] = declared;
  const where = first?.source === undefined ? 'by the program' : `at ${formatSourcePosition(first.source)}`;
  const message =
    declared.length === 1
      ? `'${first?.constructPath ?? ''}' is still declared ${where}`
      : `${declared.length} of these claims are still declared`;
  throw new ToolkitError('claim-still-declared', message, { issues });
}

/** Each set of claims has a request of its own, so that one deletion never replaces another that is still open. */
function groupOf(keys: readonly string[]): string {
  const [only] = keys;
  const words = (only ?? '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const name = withoutTrailing(`delete-${words}`, '-').slice(0, 40);
  const digest = createHash('sha256').update(keys.join('\n')).digest('hex').slice(0, 8);
  return `${keys.length === 1 ? name : 'delete'}-${digest}`;
}
