import { binaryText } from './binary-text';
import { WORDS } from './go-words';
import { goNumber, signedDigits } from './go-number';
import { mayBeTimestamp } from './go-timestamp';
import type { ScalarReader, ScalarValue } from './scalar-reader';
import { STANDARD_TAG } from './standard-tag';

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);
const MAY_BE_NUMBER = /^[-+.0-9]/;
const DATE = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}/;

/**
 * The rules of go-yaml v2, by which `sigs.k8s.io/yaml` reads a manifest, and so kubectl, Argo CD's directories and every controller: words of
 * YAML 1.1 are booleans (`y`, `on`, `No`), dates stay text. Source: `resolve.go` of go-yaml v2, checked against kubectl.
 */
export const KUBECTL_SCALARS: ScalarReader = { plain: resolvePlain, tagged: resolveTagged };

function resolvePlain(text: string): ScalarValue {
  const word = BOOLEANS.get(text) ?? WORDS.get(text);
  if (word !== undefined) return word;
  if (!MAY_BE_NUMBER.test(text) || mayBeTimestamp(text)) return text;
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  return goNumber(text) ?? (plain.startsWith('0b') ? signedDigits(plain.slice(2), 2) : undefined) ?? text;
}

function resolveTagged(tag: string, text: string): ScalarValue | undefined {
  // It takes a lone `!` for a word that it is text.
  if (!tag.startsWith(STANDARD_TAG)) return text;
  const plain = resolvePlain(text);
  switch (tag.slice(STANDARD_TAG.length)) {
    case 'int':
      return typeof plain === 'bigint' ||
        (typeof plain === 'number' && Number.isInteger(plain) && !/[.eE]/.test(hexless(text)))
        ? plain
        : undefined;
    case 'float':
      return typeof plain === 'bigint' ? Number(plain) : typeof plain === 'number' ? plain : undefined;
    case 'bool':
      return typeof plain === 'boolean' ? plain : undefined;
    case 'null':
      return plain === null ? null : undefined;
    case 'binary':
      return binaryText(text);
    case 'timestamp':
      return DATE.test(text) ? text : undefined;
    default:
      return text;
  }
}

/** `e` is a digit in hexadecimal and says nothing about floats there. */
function hexless(text: string): string {
  return /^[-+]?0x/i.test(text) ? '' : text;
}
