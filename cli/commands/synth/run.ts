import { resolve } from 'node:path';
import { earlierRegistry } from '../../../synth/write/earlier-registry';
import { refuseForeignFiles, refuseUnmarkedOutput } from '../../../synth/write/output-mark';
import { refuseProtectedOutput } from '../../../synth/write/protected-output';
import { missingContents, writeTree, type WriteResult } from '../../../synth/write/write-tree';
import type { Plan } from '../../../core/plan';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { counted, heldBackText } from '../../../report/text/diff-text';
import { joined, line, own, visible, type Shown } from '../../../report/text/shown';
import { fileJson } from '../../../report/json/plan-json';
import { parseTargetLocation } from '../../../gitops/git/target-location';
import { loadProject, type Project, shownPath } from '../../pipeline/load-project';
import { type TargetPlan, withTargetPlan } from '../../pipeline/plan-target';

/** Writes the planned tree to the output folder. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context);
  const output = resolve(
    typeof context.options['output'] === 'string' ? context.cwd : project.folder,
    project.config.output,
  );
  refuseProtectedOutput(output, {
    project: project.folder,
    root: project.config.root,
    home: context.env['HOME'],
    target: localTarget(project),
  });
  const trust = { insist: context.options['force'] === true };
  refuseUnmarkedOutput(output, project.config, trust);
  const write = async ({ plan, read }: TargetPlan): Promise<CommandResult> => {
    const { root, project: name } = project.config;
    context.reporter.report({ type: 'step:start', step: 'write', detail: output });
    refuseForeignFiles(output, plan, project.config, trust);
    const contents = await read(missingContents(output, plan));
    const written = writeTree(output, plan, { root, project: name, contents: (path) => contents.get(path) });
    context.reporter.report({
      type: 'step:end',
      step: 'write',
      detail: counted(written.written.length, 'file'),
    });
    return {
      json: {
        files: plan.files.filter((file) => file.action !== 'delete').map(fileJson),
        summary: plan.summary,
        output,
        ...written,
      },
      text: text(context, plan, written, output),
    };
  };
  return withTargetPlan(context, project, write, earlierRegistry(output, project.config.root));
}

/** Path of a target on this machine. */
function localTarget({ config, targetFolder }: Project): string | undefined {
  if (config.target === undefined) return undefined;
  const location = parseTargetLocation(config.target, targetFolder);
  return location.kind === 'local' ? location.path : undefined;
}

function text(context: CommandContext, plan: Plan, result: WriteResult, output: string): Shown {
  const { style } = context;
  const folder = style.paint('bold', visible(shownPath(context, output)));
  const done = [
    ...(result.written.length > 0 ? [line`${counted(result.written.length, 'file')} written`] : []),
    ...(result.removed.length > 0 ? [line`${result.removed.length} removed`] : []),
    ...(result.unchanged > 0 ? [line`${result.unchanged} unchanged`] : []),
  ];
  const said = done.length === 0 ? own('no files') : joined(done, ', ');
  const claims = counted(plan.summary.claims, 'claim');
  return joined([line`${folder}: ${claims}, ${said}`, ...heldBackText(plan.kept)], '; ');
}
