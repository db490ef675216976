import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { CustomKind } from '../../schema/documents/custom-kind';
import type { ActionContext } from '../action-context';
import { importFiles } from './import-files';
import { LOCK_FILE, readLock, type ImportLock } from './import-lock';
import { parseSource } from './import-source';
import { listedSources } from './listed-sources';
import { isModuleFolder } from './module-type';
import { digest } from './read-source';
import { readPath } from './source-files';
import { readStored } from './stored-kind';

/** Something that keeps imported types from being those of their sources. */
export interface StaleImport {
  readonly state: 'changed' | 'gone' | 'not-imported' | 'edited' | 'missing';
  /** The source or generated file. */
  readonly path: string;
  readonly message: string;
}

/**
 * Compares imported types with their sources, without the network: local sources by the digests of the lock file, generated files by
 * their bytes. Sources elsewhere are as they were when they were imported.
 *
 * @throws ToolkitError `import-lock-invalid`, `usage-invalid`
 */
export async function checkImports(
  context: ActionContext,
  options: { readonly folder: string; readonly out: string },
): Promise<StaleImport[]> {
  const folder = join(options.folder, options.out);
  const lock = await readLock(folder);
  const found: StaleImport[] = [];
  const listed = await listedSources(context, options.folder);
  for (const { name } of listed) {
    if (Object.hasOwn(lock.sources, name)) continue;
    found.push({ state: 'not-imported', path: name, message: `'${name}' of cdk8s.yaml was never imported` });
  }
  const names = new Set(listed.map(({ name }) => name));
  for (const [name, source] of Object.entries(lock.sources)) {
    if (source.listed && !names.has(name)) {
      found.push({ state: 'gone', path: name, message: `'${name}' is not in cdk8s.yaml any more` });
    } else found.push(...(await staleSource(name, source.files, options.folder)));
  }
  return [...found, ...(await staleFiles(folder, options.out, lock))];
}

async function staleSource(
  name: string,
  digests: Readonly<Record<string, string>>,
  folder: string,
): Promise<StaleImport[]> {
  const source = parseSource(name, folder, folder);
  if (source.kind !== 'path') return [];
  try {
    const files = await readPath(source.path, name);
    const now = new Map(files.map(({ path, text }) => [path, digest(text)]));
    const paths = [...new Set([...Object.keys(digests), ...now.keys()])].sort();
    return paths
      .filter((path) => now.get(path) !== digests[path])
      .map((path) => {
        const what = !now.has(path) ? 'is gone' : digests[path] === undefined ? 'is new' : 'changed';
        const state = now.has(path) ? 'changed' : 'gone';
        return { state, path, message: `'${path}' ${what} since it was imported` };
      });
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    return [{ state: 'gone', path: name, message: error.message }];
  }
}

async function staleFiles(folder: string, out: string, lock: ImportLock): Promise<StaleImport[]> {
  const found: StaleImport[] = [];
  const kinds: CustomKind[] = [];
  const definitions = new Set(Object.values(lock.sources).flatMap((source) => source.definitions));
  for (const name of definitions) kinds.push(await readStored(folder, name));
  const expected =
    definitions.size === 0
      ? new Map<string, string>()
      : importFiles(kinds, await isModuleFolder(dirname(folder))).files;
  for (const [path, text] of expected) {
    const shown = `${out}/${path}`;
    const held = await readFile(join(folder, path), 'utf8').catch(() => undefined);
    if (held === undefined) found.push({ state: 'missing', path: shown, message: `'${shown}' is missing` });
    else if (held !== text || digest(held) !== lock.files[path]) {
      found.push({ state: 'edited', path: shown, message: `'${shown}' is not what ${LOCK_FILE} says` });
    }
  }
  return found;
}
