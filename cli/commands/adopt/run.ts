import { resolve } from 'node:path';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { adoptTarget, type AdoptedTarget } from '../../pipeline/adopt-target';
import { counted } from '../../../report/text/diff-text';
import { joined, line, own, visible, type Shown } from '../../../report/text/shown';
import { shownPath } from '../../pipeline/load-project';
import { ownDependency } from '../../project/own-dependency';
import { projectFiles } from '../../project/project-files';
import { writeProject } from '../../project/write-project';

/** Writes a program for the claims of an existing repository. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const [repository] = context.args;
  if (repository === undefined) throw new ToolkitError('usage-invalid', 'name the repository to adopt');
  const adopted = await adoptTarget(context, repository);
  const folder = resolve(context.cwd, textOption(context, 'out') ?? '.');
  const files = await writeAdopted(adopted, folder);
  return {
    json: {
      out: folder,
      project: adopted.project,
      claims: adopted.models.claims.map(({ constructPath }) => constructPath),
      files,
      leftOut: adopted.leftOut,
      summary: adopted.plan?.summary ?? null,
    },
    text: adoptedText(context, adopted, folder, files),
  };
}

/** Writes the program and what it needs around it. Returns the paths written. */
export function writeAdopted(adopted: AdoptedTarget, folder: string): Promise<string[]> {
  const { project, target, base, root, repository, webUrl, catalog } = adopted;
  const settings = projectFiles({
    name: project,
    dependency: ownDependency(),
    target,
    base,
    root,
    repository,
    webUrl,
    catalog,
  });
  return writeProject({ folder, sources: adopted.files, settings });
}

/** What was adopted, what was not and why, and what comes next. */
export function adoptedText(
  context: CommandContext,
  adopted: AdoptedTarget,
  folder: string,
  files: readonly string[],
): Shown {
  const { style } = context;
  const { leftOut, models, plan } = adopted;
  const shown = visible(shownPath(context, folder));
  const lines = [
    line`${style.paint('bold', shown)}: ${counted(models.claims.length, 'claim')} adopted in ${counted(files.length, 'file')}`,
  ];
  for (const { path, line: at, why, reason } of leftOut) {
    const word = style.paint('yellow', own(why === 'orphan' ? 'orphan' : 'left out'));
    lines.push(line`  ${word}  ${visible(path)}:${at}: ${visible(reason)}`);
  }
  if (leftOut.some(({ why }) => why === 'orphan'))
    lines.push(style.paint('dim', own('  orphans come along with --include-orphans')));
  for (const { path } of plan?.kept ?? [])
    lines.push(
      line`  ${style.paint('yellow', own('kept'))}  ${visible(path)}: says something else than the program can, stays as it is`,
    );
  const enter = shown === '.' ? own('') : line`cd ${shown} && `;
  lines.push(own(''), line`next: ${enter}npm install && claims diff`);
  return joined(lines, '\n');
}
