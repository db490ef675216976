import { resolve } from 'node:path';
import { deploymentConfig } from '../../../collector/deploy/config/deployment-config';
import { deploymentWarnings } from '../../../collector/deploy/objects/deployment-warnings';
import { deploymentFiles, type NeededSecret } from '../../../collector/deploy/yaml/deployment-files';
import { counted } from '../../../report/text/counted';
import { joined, line, own, visible, visibleLines, type Shown } from '../../../report/text/shown';
import { writeImports } from '../../../toolkit/import/write-imports';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { readDeployment } from '../../deployment/read-deployment';

/** Writes or prints the objects of a deployment. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const { input } = await readDeployment(context);
  const config = deploymentConfig(input);
  const warnings = deploymentWarnings(config);
  for (const issue of warnings) context.reporter.report({ type: 'warning', issue });
  const { files, secrets } = deploymentFiles(config);
  const json = { secrets, warnings };
  const output = textOption(context, 'output');
  if (output === undefined) {
    const documents = [...files].filter(([path]) => !path.endsWith('/kustomization.yaml'));
    return {
      json: { ...json, files: Object.fromEntries(files) },
      text: joined(
        documents.map(([path, text]) => line`---\n# ${visible(path)}\n${visibleLines(text.trimEnd())}`),
        '\n',
      ),
    };
  }
  const { written } = await writeImports(resolve(context.cwd, output), files, []);
  return {
    json: { ...json, files: [...files.keys()], written },
    text: joined(
      [
        line`${counted(files.size, 'file')} in ${visible(output)}, ${written.length} written`,
        ...secrets.map(secretLine),
      ],
      '\n',
    ),
  };
}

function secretLine({ folder, namespace, name, keys }: NeededSecret): Shown {
  return line`${own('needs')} Secret ${visible(namespace)}/${visible(name)} with the key ${visible(keys.join(', '))} in the cluster of ${visible(folder)}`;
}
