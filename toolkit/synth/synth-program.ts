import { resolve } from 'node:path';
import type { Plan } from '../../core/plan';
import { inStep } from '../../core/ports/in-step';
import { countOf } from '../../core/text/count-of';
import { earlierRegistry } from '../../synth/write/earlier-registry';
import { refuseForeignFiles, refuseUnmarkedOutput } from '../../synth/write/output-mark';
import { refuseProtectedOutput } from '../../synth/write/protected-output';
import { missingContents, writeTree, type WriteResult } from '../../synth/write/write-tree';
import type { ActionContext } from '../action-context';
import type { ModelsSource } from '../models-source';
import { withTargetPlan } from '../plan/plan-program';
import type { Project } from '../project/load-project';
import { localTarget } from '../target/local-target';

/** A tree that was written. */
export interface WrittenTree {
  readonly plan: Plan;
  /** Absolute path of the folder. */
  readonly output: string;
  readonly written: WriteResult;
}

/**
 * Writes the planned tree to the output folder of a project.
 *
 * @param options.force - writes into a folder that has other files in it, beside them
 * @throws ToolkitError those of output and planning
 */
export function synthProgram(
  context: ActionContext,
  project: Project,
  models: ModelsSource,
  { force = false }: { readonly force?: boolean } = {},
): Promise<WrittenTree> {
  const { config, folder, flags } = project;
  const { root, project: name } = config;
  const output = resolve(flags.output === undefined ? folder : context.cwd, config.output);
  refuseProtectedOutput(output, {
    project: folder,
    root,
    home: context.env['HOME'],
    target: localTarget(project),
  });
  const trust = { insist: force };
  refuseUnmarkedOutput(output, config, trust);
  const options = { models, earlierRegistry: earlierRegistry(output, root) };
  return withTargetPlan(context, project, options, async ({ plan, read }) => {
    const step = {
      step: 'write',
      detail: output,
      done: (tree: WriteResult) => countOf(tree.written.length, 'file'),
    };
    const written = await inStep(context.reporter, step, async () => {
      refuseForeignFiles(output, plan, config, trust);
      const contents = await read(missingContents(output, plan));
      return writeTree(output, plan, { root, project: name, contents: (path) => contents.get(path) });
    });
    return { plan, output, written };
  });
}
