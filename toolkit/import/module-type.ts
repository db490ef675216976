import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JsonValue } from '../../core/claim-model';
import { isJsonObject } from '../../core/json/json-guards';

/** Whether Node takes the `.js` files of a folder for ES modules: the nearest package.json says so. */
export async function isModuleFolder(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const text = await readFile(join(at, 'package.json'), 'utf8').catch(() => undefined);
    if (text !== undefined) return typeOf(text) === 'module';
    if (dirname(at) === at) return false;
  }
}

function typeOf(text: string): unknown {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value['type'] : undefined;
  } catch {
    return undefined;
  }
}
