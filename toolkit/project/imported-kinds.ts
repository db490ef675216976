import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { isJsonObject } from '../../core/json/json-guards';
import { readYaml } from '../../core/yaml/read-yaml';
import { definedKinds, type DefinedKind } from '../../harvester/claim-kinds/definitions';
import type { Project } from './load-project';

const CONFIG_FILE = 'cdk8s.yaml';
/** `name:=source`, as cdk8s names an import. */
const NAMED = /^[\w.-]+:=/;
const ADDRESS = /^[a-z][a-z0-9+.-]+:/i;

/**
 * Kinds that the imports of a project define: `imports` of its `cdk8s.yaml`, as far as they are files. What an import is about, a program
 * makes claims of, a CRD included. What cannot be read defines nothing.
 */
export async function importedKinds({ folder }: Project): Promise<DefinedKind[]> {
  const sources = importsIn(await textOf(resolve(folder, CONFIG_FILE)));
  const kinds: DefinedKind[] = [];
  for (const source of sources) {
    const path = source.replace(NAMED, '');
    if (ADDRESS.test(path)) continue;
    const text = await textOf(resolve(folder, path));
    kinds.push(...definedKinds(text, path).map((kind) => ({ ...kind, isOffered: true })));
  }
  return kinds;
}

function importsIn(config: string): string[] {
  try {
    const value = readYaml(config, CONFIG_FILE);
    const imports = isJsonObject(value) ? value['imports'] : undefined;
    return Array.isArray(imports) ? imports.filter((entry) => typeof entry === 'string') : [];
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    return [];
  }
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
