import type { JsonObject, JsonValue } from '../claim-model';
import { childPath } from '../field-path';
import { secretEvidence } from './secret-shapes';
import { placeOfChild, PLAIN_PLACE, type ValuePlace } from './value-place';

/** A value that surely is a secret, and where it stands. */
export interface SecretLeaf {
  /** Dotted path with `[name]` or `[0]` for list items. */
  readonly path: string;
  /** Never to be shown. */
  readonly value: JsonValue;
}

const DEEPEST = 64;

/** Every leaf of an object that is a secret beyond doubt: `suspect` ones, which may be names of Secrets, are left out. */
export function secretLeaves(object: JsonObject): SecretLeaf[] {
  const leaves: SecretLeaf[] = [];
  visit(object, '', PLAIN_PLACE, 0, leaves);
  return leaves;
}

function visit(value: JsonValue, path: string, place: ValuePlace, depth: number, leaves: SecretLeaf[]): void {
  if (depth > DEEPEST) {
    return;
  }
  if (isList(value)) {
    for (const [index, item] of value.entries()) {
      visit(item, `${path}[${itemName(item) ?? index}]`, place, depth + 1, leaves);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      visit(child, childPath(path, key), placeOfChild(key, place, [value]), depth + 1, leaves);
    }
  } else if (isSecretLeaf(value, place)) {
    leaves.push({ path, value });
  }
}

function isSecretLeaf(value: string | number | bigint | boolean | null, place: ValuePlace): boolean {
  if (typeof value === 'string') {
    const evidence = secretEvidence(value, place.isEncrypted ? 'none' : place.strength);
    return evidence === 'token' || evidence === 'keyed' || isJsonWithSecret(value);
  }
  return (typeof value === 'number' || typeof value === 'bigint') && place.strength === 'strong';
}

/** `kubectl.kubernetes.io/last-applied-configuration` and its like. */
function isJsonWithSecret(text: string): boolean {
  if (!/^\s{0,64}[{[]/.test(text) || text.length > 1024 * 1024) {
    return false;
  }
  try {
    const leaves: SecretLeaf[] = [];
    visit(JSON.parse(text) as JsonValue, '', PLAIN_PLACE, 0, leaves);
    return leaves.length > 0;
  } catch {
    return false;
  }
}

function itemName(item: JsonValue): string | undefined {
  const name = typeof item === 'object' && item !== null && !isList(item) ? item['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
