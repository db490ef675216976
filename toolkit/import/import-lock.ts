import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../../core/errors/system-failure';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { isJsonObject } from '../../core/json/json-guards';
import type { JsonValue } from '../../core/claim-model';
import { compareText } from '../../core/text/compare-text';

/** Name of the lock file in the folder of the imports. */
export const LOCK_FILE = 'lock.json';
const VERSION = 1;

/** What was imported from one source. */
export interface LockedSource {
  /** Digests of its files, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Names of the definitions, `<plural>.<group>`, sorted. */
  readonly definitions: readonly string[];
  /** It stands in `imports` of cdk8s.yaml. */
  readonly listed: boolean;
  /** It was imported with `--force`, and is so again. */
  readonly forced: boolean;
}

/** The lock file: sources by name, and digests of the files that were written. */
export interface ImportLock {
  readonly sources: Readonly<Record<string, LockedSource>>;
  readonly files: Readonly<Record<string, string>>;
}

const EMPTY: ImportLock = { sources: {}, files: {} };

/**
 * Reads the lock file of a folder of imports; an empty one where there is none.
 *
 * @throws ToolkitError `import-lock-invalid`
 */
export async function readLock(folder: string): Promise<ImportLock> {
  let text;
  try {
    text = await readFile(join(folder, LOCK_FILE), 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return EMPTY;
    throw error;
  }
  const lock = parsed(text);
  if (lock !== undefined) return lock;
  throw new ToolkitError(
    'import-lock-invalid',
    `${join(folder, LOCK_FILE)} is not a lock file of this version`,
  );
}

/** The text of a lock file: equal locks give equal bytes. */
export function lockText({ sources, files }: ImportLock): string {
  const sorted = Object.entries(sources)
    .sort(([left], [right]) => compareText(left, right))
    .map(([name, source]) => [
      name,
      {
        ...(source.listed && { listed: true }),
        ...(source.forced && { forced: true }),
        files: inOrder(source.files),
        definitions: [...source.definitions].sort(compareText),
      },
    ]);
  const lock = { version: VERSION, sources: Object.fromEntries(sorted) as object, files: inOrder(files) };
  return `${JSON.stringify(lock, undefined, 2)}\n`;
}

function inOrder(map: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).sort(([left], [right]) => compareText(left, right)));
}

function parsed(text: string): ImportLock | undefined {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
  if (!isJsonObject(value) || value['version'] !== VERSION) return undefined;
  const files = textMap(value['files']);
  const { sources } = value;
  if (files === undefined || !isJsonObject(sources)) return undefined;
  const read: [string, LockedSource][] = [];
  for (const [name, source] of Object.entries(sources)) {
    const of = isJsonObject(source) ? textMap(source['files']) : undefined;
    if (of === undefined || !isJsonObject(source)) return undefined;
    const { definitions } = source as { readonly definitions?: unknown };
    if (!isTextList(definitions)) return undefined;
    const flags = { listed: source['listed'] === true, forced: source['forced'] === true };
    read.push([name, { files: of, definitions, ...flags }]);
  }
  return { sources: Object.fromEntries(read), files };
}

function textMap(value: JsonValue | undefined): Readonly<Record<string, string>> | undefined {
  if (!isJsonObject(value)) return undefined;
  return Object.values(value).every((each) => typeof each === 'string')
    ? (value as Record<string, string>)
    : undefined;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
