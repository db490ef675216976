import type { JsonObject, JsonValue } from '../claim-model';
import { childPath } from '../field-path';
import { secretArguments } from './argument-list';
import { secretEvidence } from './secret-shapes';
import { structuredText } from './structured-text';
import { placeOfChild, PLAIN_PLACE, type ValuePlace } from './value-place';
import { isJsonCollection, isJsonList } from '../json/json-guards';

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
  if (isJsonList(value)) {
    const told = secretArguments(value);
    for (const [index, item] of value.entries()) {
      if (told.get(index) === 'certain' && !isJsonCollection(item)) {
        leaves.push({ path: `${path}[${index}]`, value: item });
        continue;
      }
      visit(item, `${path}[${itemName(item) ?? index}]`, place, depth + 1, leaves);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      visit(child, childPath(path, key), placeOfChild(key, place, [value]), depth + 1, leaves);
    }
  } else if (isSecretLeaf(value, place, depth)) {
    leaves.push({ path, value });
  }
}

function isSecretLeaf(
  value: string | number | bigint | boolean | null,
  place: ValuePlace,
  depth: number,
): boolean {
  if (typeof value === 'string') {
    const evidence = secretEvidence(value, place.isEncrypted ? 'none' : place.strength);
    return evidence === 'token' || evidence === 'keyed' || isTextWithSecret(value, depth);
  }
  return (typeof value === 'number' || typeof value === 'bigint') && place.strength === 'strong';
}

/** `kubectl.kubernetes.io/last-applied-configuration` and its like. */
function isTextWithSecret(text: string, depth: number): boolean {
  const leaves: SecretLeaf[] = [];
  for (const value of structuredText(text) ?? []) {
    visit(value, '', PLAIN_PLACE, depth + 1, leaves);
  }
  return leaves.length > 0;
}

function itemName(item: JsonValue): string | undefined {
  const name = typeof item === 'object' && item !== null && !isJsonList(item) ? item['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}
