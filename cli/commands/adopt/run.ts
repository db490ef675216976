import { resolve } from 'node:path';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { adoptTarget, type AdoptedTarget } from '../../pipeline/adopt-target';
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
): string {
  const { style } = context;
  const { leftOut, models, plan } = adopted;
  const shown = shownPath(context, folder);
  const lines = [
    `${style.paint('bold', shown)}: ${count(models.claims.length, 'claim')} adopted in ${count(files.length, 'file')}`,
  ];
  for (const { path, line, why, reason } of leftOut) {
    lines.push(
      `  ${style.paint('yellow', why === 'orphan' ? 'orphan' : 'left out')}  ${path}:${line}: ${reason}`,
    );
  }
  if (leftOut.some(({ why }) => why === 'orphan'))
    lines.push(style.paint('dim', '  orphans come along with --include-orphans'));
  for (const { path } of plan?.kept ?? [])
    lines.push(
      `  ${style.paint('yellow', 'kept')}  ${path}: says something else than the program can, stays as it is`,
    );
  lines.push('', `next: ${shown === '.' ? '' : `cd ${shown} && `}npm install && claims diff`);
  return lines.join('\n');
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
