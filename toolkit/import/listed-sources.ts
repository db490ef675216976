import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isJsonObject } from '../../core/json/json-guards';
import { readYaml } from '../../core/yaml/read-yaml';
import type { ActionContext } from '../action-context';
import { isForCdk8s, parseSource, type ImportSource } from './import-source';

/** Name of the configuration file, as cdk8s has it. */
const CONFIG_FILE = 'cdk8s.yaml';

/**
 * Sources in `imports` of `cdk8s.yaml`, as cdk8s itself writes them (`name:=source` included). What cdk8s alone can import is left to it,
 * with a note.
 *
 * @throws ToolkitError `usage-invalid` for what is no source, `yaml-unreadable`
 */
export async function listedSources(context: ActionContext, folder: string): Promise<ImportSource[]> {
  const text = await readFile(resolve(folder, CONFIG_FILE), 'utf8').catch(() => '');
  const config = readYaml(text, CONFIG_FILE);
  const imports = isJsonObject(config) ? config['imports'] : undefined;
  const written = Array.isArray(imports) ? imports.filter((each) => typeof each === 'string') : [];
  return written.flatMap((each) => {
    if (!isForCdk8s(each)) return [parseSource(each, folder, folder)];
    context.reporter.report({
      type: 'note',
      message: `'${each}' of ${CONFIG_FILE} is left to \`cdk8s import\``,
    });
    return [];
  });
}
