import type { JsonValue } from '../claim-model';
import { mayHoldToken } from './known-tokens';
import {
  holdsCredentials,
  isDigest,
  isReferenceName,
  isReferenceValue,
  looksGenerated,
} from './literal-value';
import { keyStrength, type KeyStrength } from './secret-key';
import { secretInText } from './secret-spans';
import { holdsTellingSecret } from './secrets-in-use';

/**
 * Why a value counts as a secret. `token`: it has the shape of one. `keyed`: the name of its field says so and the value
 * fits. `suspect`: the name says so and the value could be a name as well; hidden from readers, but no error.
 */
export type SecretEvidence = 'token' | 'keyed' | 'suspect';

/** Shorter values than this can only be secrets by the name of their field. */
const SHORTEST_TOKEN = 5;

/** True where a value must not be shown. References (`${ENV}`, names of Secrets, digests) may. */
export function isSecretShaped(value: string, key?: string): boolean {
  return secretEvidence(value, key === undefined ? 'none' : keyStrength(key)) !== undefined;
}

/** What speaks for a value being a secret, given how telling the name of its field is; undefined: nothing does. */
export function secretEvidence(value: string, strength: KeyStrength): SecretEvidence | undefined {
  const found = mayHaveTokenShape(value) ? secretInText(value) : undefined;
  if (found === 'certain') {
    return 'token';
  }
  if (strength === 'none' || isReferenceValue(value) || isDigest(value)) {
    return found;
  }
  if (strength === 'header') {
    return holdsCredentials(value) ? 'keyed' : found;
  }
  if (strength === 'strong') {
    return 'keyed';
  }
  if (looksGenerated(value)) {
    return 'keyed';
  }
  return isReferenceName(value) ? found : 'suspect';
}

/** The quick question before the thorough one: nearly every value of a claim answers it with no. */
export function mayHaveTokenShape(value: string): boolean {
  return value.length >= SHORTEST_TOKEN && (mayHoldToken(value) || holdsTellingSecret(value));
}

/**
 * What is shown in place of a secret: that it changed and how long it is, never what it is.
 *
 * @example secretShape('a'.repeat(24), 'b'.repeat(32)) // '•••• 24 → 32 bytes, changed'
 */
export function secretShape(before?: JsonValue, after?: JsonValue): string {
  if (before === undefined) {
    return after === undefined ? '••••' : `•••• ${byteLength(after)} bytes, added`;
  }
  if (after === undefined) {
    return `•••• ${byteLength(before)} bytes, removed`;
  }
  const [was, is] = [byteLength(before), byteLength(after)];
  if (asText(before) === asText(after)) {
    return `•••• ${is} bytes, unchanged`;
  }
  return was === is ? `•••• ${is} bytes, changed` : `•••• ${was} → ${is} bytes, changed`;
}

/** Length in UTF-8 bytes; of anything but a string, of its JSON. */
export function byteLength(value: JsonValue): number {
  return Buffer.byteLength(asText(value));
}

function asText(value: JsonValue): string {
  if (typeof value === 'string') {
    return value;
  }
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? item.toString() : item));
}
