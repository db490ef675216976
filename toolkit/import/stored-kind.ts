import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '../../core/claim-model';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { canonicalJson } from '../../core/json/canonical-json';
import { isJsonObject } from '../../core/json/json-guards';
import { customKind, type CustomKind, type KindShape } from '../../schema/documents/custom-kind';

const SHAPES: readonly KindShape[] = [
  'claim',
  'legacy-composite',
  'composite',
  'cluster-composite',
  'resource',
];

/** Path of a definition below the folder of the imports. */
export function storedPath(name: string): string {
  const dot = name.indexOf('.');
  return `${name.slice(dot + 1)}/${name.slice(0, dot)}.json`;
}

/** A kind as it is kept beside its types: the CRD that a cluster serves, and what it is to Crossplane. */
export function storedText({ shape, definedBy, crd }: CustomKind): string {
  const stored = { shape, ...(definedBy !== undefined && { definedBy }), crd };
  return `${canonicalJson(stored)}\n`;
}

/**
 * Reads a kind that was imported.
 *
 * @param name - `<plural>.<group>`
 * @throws ToolkitError `import-lock-invalid` when it is not there, or something else
 */
export async function readStored(folder: string, name: string): Promise<CustomKind> {
  const path = storedPath(name);
  const text = await readFile(join(folder, path), 'utf8').catch(() => undefined);
  const value = text === undefined ? undefined : parsed(text);
  const shape = SHAPES.find((each) => each === value?.['shape']);
  if (value === undefined || shape === undefined || !isJsonObject(value['crd'])) {
    throw new ToolkitError(
      'import-lock-invalid',
      `${join(folder, path)} is not there, or no imported definition`,
    );
  }
  const { definedBy, crd } = value;
  const kind = customKind(crd, shape, { file: path, line: 1 }, () => undefined);
  return typeof definedBy === 'string' ? { ...kind, definedBy } : kind;
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text, exactNumber as (key: string, value: unknown) => unknown) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Integers beyond 2^53 are exact. */
function exactNumber(_key: string, value: unknown, { source = '' }: { readonly source?: string }): unknown {
  const isLarge = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isLarge && /^-?\d+$/.test(source) ? BigInt(source) : value;
}
