import { binaryText } from './binary-text';
import { goNumber, signedDigits } from './go-number';
import { goTimestamp, mayBeTimestamp } from './go-timestamp';
import { WORDS } from './go-words';
import type { ScalarReader, ScalarValue } from './scalar-reader';
import { STANDARD_TAG } from './standard-tag';

const MAY_BE_NUMBER = /^[-+.0-9]/;
const RADIX_PREFIX = /^(-?)0([bo])/;

/**
 * The rules of go-yaml v3 when it decodes into no particular type, by which kustomize reads the resources of a build: words of YAML 1.1 (`NO`, `on`,
 * `y`) are text, dates and times become text in full RFC 3339. Source: `resolve.go` of go-yaml v3, checked against kustomize.
 */
export const KUSTOMIZE_SCALARS: ScalarReader = { plain: resolvePlain, tagged: resolveTagged };

function resolvePlain(text: string): ScalarValue | undefined {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!MAY_BE_NUMBER.test(text)) return text;
  if (mayBeTimestamp(text)) {
    const time = goTimestamp(text);
    if (time !== undefined) return time ?? undefined;
  }
  return resolveNumber(text) ?? text;
}

function resolveNumber(text: string): number | bigint | undefined {
  const number = goNumber(text);
  if (number !== undefined || text.startsWith('.')) return number;
  const plain = text.replaceAll('_', '');
  const prefix = RADIX_PREFIX.exec(plain);
  if (prefix === null) return undefined;
  const [whole, sign, letter] = prefix;
  const digits = plain.slice(whole.length);
  // Behind a minus the digits can have no other sign.
  if (sign === '-' && /^[-+]/.test(digits)) return undefined;
  return signedDigits(`${sign ?? ''}${digits}`, letter === 'b' ? 2 : 8);
}

function resolveTagged(tag: string, text: string): ScalarValue | undefined {
  // A lone `!` says nothing to it.
  if (tag === '!') return resolvePlain(text);
  if (!tag.startsWith(STANDARD_TAG)) return text;
  switch (tag.slice(STANDARD_TAG.length)) {
    case 'int':
      return integer(text);
    case 'float': {
      const number = numeric(text);
      return typeof number === 'bigint' && number > 0n && number >= 2n ** 63n ? undefined : asFloat(number);
    }
    case 'bool': {
      const word = WORDS.get(text);
      return typeof word === 'boolean' ? word : undefined;
    }
    case 'null':
      return WORDS.get(text) === null ? null : undefined;
    case 'binary':
      return binaryText(text);
    case 'timestamp':
      return goTimestamp(text) ?? undefined;
    default:
      return text;
  }
}

function numeric(text: string): number | bigint | undefined {
  const word = WORDS.get(text);
  if (typeof word === 'number') return word;
  return MAY_BE_NUMBER.test(text) ? resolveNumber(text) : undefined;
}

function asFloat(number: number | bigint | undefined): number | undefined {
  return number === undefined ? undefined : Number(number);
}

/** Only what is written as an integer: `1e3` and `1.0` are floats and refused. */
function integer(text: string): number | bigint | undefined {
  const number = numeric(text);
  if (typeof number === 'bigint') return number;
  const isFloat = /[.]/.test(text) || (/[eE]/.test(text) && !/^[-+]?0x/i.test(text.replaceAll('_', '')));
  return number !== undefined && Number.isSafeInteger(number) && !isFloat ? number : undefined;
}
