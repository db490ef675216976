import { createHash } from 'node:crypto';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Issue } from '../../../core/issue';
import { formatSourcePosition } from '../../../core/source-position';
import { buildDeletion, neededForDeletion } from '../../../synth/plan/build-deletion';
import { checkModels } from '../../../synth/plan/check-models';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { requestJson } from '../../../report/json/request-json';
import { requestText } from '../../../report/text/request-text';
import { applyToFolder } from '../../pipeline/apply-to-folder';
import { changePlan } from '../../pipeline/change-plan';
import { convergeRequest } from '../../pipeline/converge-request';
import { loadProject, type Project } from '../../pipeline/load-project';
import { openAnyTarget } from '../../pipeline/open-any-target';
import { planInRounds, type RoundPlanner } from '../../pipeline/plan-in-rounds';
import { planContext } from '../../pipeline/plan-target';
import { readProgram } from '../../pipeline/read-program';
import { targetPrefixes } from '../../pipeline/target-prefixes';
import { withoutTrailing } from '../../../core/trim-ends';

// One folder each, of letters that every disk takes; dots never first, so that neither `..` nor `.claims` passes.
const KEY = /^[A-Za-z0-9_-][\w.-]*\/[A-Za-z0-9_-][\w.-]*$/;

/** Removes claims that no program declares: from a Git target through a change request, from a plain folder at once. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const keys = [...new Set(context.args)].sort();
  assertKeys(keys);
  const project = await loadProject(context, { projectOptional: true });
  if (project.config.app !== undefined) await refuseDeclared(keys, context, project);
  const planning = await planContext(context, project);
  const planner: RoundPlanner = {
    neededPaths: (snapshot) => neededForDeletion(keys, snapshot, planning),
    build: (snapshot) => buildDeletion(keys, snapshot, planning),
  };
  const prefixes = targetPrefixes(project.config.root);
  const target = await openAnyTarget(context, project);
  if (target?.kind === 'folder') {
    const { plan } = await planInRounds(planner, await target.folder.snapshot(prefixes));
    return applyToFolder(context, target.folder, plan);
  }
  await target?.repository.close();
  // The name of the request has the project in it.
  await loadProject(context);
  const group = groupOf(keys);
  const result = await convergeRequest(context, project, {
    kind: 'delete',
    group,
    prefixes,
    planFor: async (input) => {
      const planned = await planInRounds(planner, input.snapshot, input.openRequestRegistry);
      return changePlan(planned, project, input, {
        group,
        cause: ['delete', keys, planning.config],
        acknowledged: keys,
      });
    },
  });
  const dryRun = context.options['dryRun'] === true;
  return { json: requestJson(result), text: requestText(result, { ...context, dryRun }) };
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
async function refuseDeclared(
  keys: readonly string[],
  context: CommandContext,
  project: Project,
): Promise<void> {
  const models = await readProgram(context, project);
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
