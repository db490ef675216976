import { basename, resolve } from 'node:path';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { adoptTarget, assertNoSecretIn } from '../../../toolkit/adopt/adopt-target';
import { writeAdopted } from '../../../toolkit/adopt/write-adopted';
import { infraProject } from '../../../toolkit/new-project/infra-project';
import { newProject } from '../../../toolkit/new-project/new-project';
import { loadProject } from '../../../toolkit/project/load-project';
import { joined, line, own, visible } from '../../../report/text/shown';
import { wrapText } from '../../../report/text/wrap-text';
import { adoptOptions } from '../../command/action-options';
import { asCalled } from '../../command/called-as';
import { managerOf } from '../../command/package-manager';
import { projectSource } from '../../command/project-source';
import { adoptedText } from '../../output/adopted-text';
import { enterCommand } from '../../output/enter-command';
import { shownPath } from '../../output/shown-path';
import { withoutEnds } from '../../../core/trim-ends';

/** Writes a new project. Either every file is new, or nothing is written. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const folder = resolve(context.cwd, context.args[0] ?? '.');
  const name = textOption(context, 'project') ?? projectName(basename(folder));
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
    throw new ToolkitError(
      'usage-invalid',
      `--project '${name}' must be lower-case letters, digits and hyphens, 63 characters at most, no hyphen at either end`,
    );
  }
  const from = textOption(context, 'from');
  const target = textOption(context, 'target');
  if (target !== undefined) assertNoSecretIn(target);
  if (context.options['infra'] === true) {
    if (from !== undefined || target !== undefined) {
      throw new ToolkitError(
        'usage-invalid',
        '--infra cannot be used with --from or --target: it declares no claims',
      );
    }
    return infra(context, folder, name);
  }
  return from === undefined ? fresh(context, folder, name) : adopted(context, folder, name, from);
}

const NO_TARGET = own(
  'For `claims diff` and `claims pr`, set `target` in cdk8s.yaml to the path or URL of your GitOps repository.',
);

async function fresh(context: CommandContext, folder: string, name: string): Promise<CommandResult> {
  const target = textOption(context, 'target');
  const files = await newProject(folder, name, target);
  const { style } = context;
  const { install, run } = managerOf(folder, context.env);
  const shown = visible(shownPath(context, folder));
  const steps = [
    ...enterCommand(context, folder),
    install,
    line`${run} synth`,
    ...(target === undefined ? [] : [line`${run} diff`, line`${run} pr`]),
  ];
  return {
    json: { folder, project: name, files },
    text: joined(
      [
        line`${style.paint('green', own('new project'))} ${style.paint('bold', visible(name))} in ${shown}`,
        ...files.map((path) => line`  ${visible(path)}`),
        own(''),
        own('Next:'),
        ...steps.map((step) => line`  ${style.paint('cyan', step)}`),
        ...(target === undefined
          ? [own(''), wrapText(asCalled(NO_TARGET, run), Math.min(context.columns, 80))]
          : []),
      ],
      '\n',
    ),
  };
}

async function infra(context: CommandContext, folder: string, name: string): Promise<CommandResult> {
  const files = await infraProject(folder, name);
  const { style } = context;
  const { install, run } = managerOf(folder, context.env);
  const steps = [
    ...enterCommand(context, folder),
    install,
    line`${run} deploy doctor --config Pulumi.prod.yaml`,
  ];
  return {
    json: { folder, project: name, files },
    text: joined(
      [
        line`${style.paint('green', own('new Pulumi project'))} ${style.paint('bold', visible(name))} in ${visible(shownPath(context, folder))}`,
        ...files.map((path) => line`  ${visible(path)}`),
        own(''),
        own('Next:'),
        ...steps.map((step) => line`  ${style.paint('cyan', step)}`),
      ],
      '\n',
    ),
  };
}

async function adopted(
  context: CommandContext,
  folder: string,
  name: string,
  from: string,
): Promise<CommandResult> {
  if (textOption(context, 'target') !== undefined) {
    throw new ToolkitError(
      'usage-invalid',
      'use either --from or --target: --from makes the adopted repository the target',
    );
  }
  const { configFile, flags } = projectSource(context);
  const project = await loadProject(context, {
    ...(configFile === undefined ? { isNew: true } : { configFile }),
    flags: { ...flags, project: name },
  });
  const target = await adoptTarget(context, project, adoptOptions(context, from));
  const files = await writeAdopted(context, target, folder);
  return {
    json: { folder, project: name, files, rule: target.rule, leftOut: target.leftOut },
    text: adoptedText(target, folder, files, { ...context, ...managerOf(folder, context.env) }),
  };
}

/** A folder's name as the name of a project. */
function projectName(folder: string): string {
  const words = folder.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const name = withoutEnds(words.slice(0, 63), '-');
  return name === '' ? 'claims' : name;
}
