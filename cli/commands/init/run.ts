import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { shownPath } from '../../pipeline/load-project';
import { projectFiles } from './project-files';

/** Writes a new project. Either every file is new, or nothing is written. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const folder = resolve(context.cwd, context.args[0] ?? '.');
  const name = textOption(context, 'project') ?? projectName(basename(folder));
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
    throw new ToolkitError(
      'usage-invalid',
      `--project '${name}' may have lower-case letters, digits and hyphens only, 63 at most, not at its ends`,
    );
  }
  const files = projectFiles({ name, folder, target: textOption(context, 'target') });
  const standing = [...files.keys()].filter((path) => existsSync(join(folder, path)));
  if (standing.length > 0) {
    throw new ToolkitError(
      'file-exists',
      `${standing.join(', ')} would be overwritten in ${shownPath(context, folder)}`,
      {
        data: { files: standing },
      },
    );
  }
  try {
    await mkdir(folder, { recursive: true });
    for (const [path, text] of files) await writeFile(join(folder, path), text, { flag: 'wx' });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ToolkitError('file-not-writable', `cannot write to '${folder}' (${code ?? 'unknown'})`, {
      cause,
    });
  }
  const paths = [...files.keys()];
  const shown = shownPath(context, folder);
  const { style } = context;
  const steps = [
    ...(shown === '.' ? [] : [`cd ${shown}`]),
    'npm install',
    'npx claims synth',
    'npx claims diff',
  ];
  return {
    json: { folder, project: name, files: paths },
    text: [
      `${style.paint('green', 'new project')} ${style.paint('bold', name)} in ${shown}`,
      ...paths.map((path) => `  ${path}`),
      '',
      'Next:',
      ...steps.map((step) => `  ${style.paint('cyan', step)}`),
    ].join('\n'),
  };
}

/** A folder's name as the name of a project. */
function projectName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? 'claims' : name;
}
