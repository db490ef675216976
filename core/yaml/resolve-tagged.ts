import { resolvePlain } from './resolve-plain';

const STANDARD = 'tag:yaml.org,2002:';
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const DATE = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}/;

/**
 * The value of a scalar with an explicit tag, as go-yaml v2 decodes it; undefined where it refuses. Tags of other people are
 * ignored there, and their scalars are text.
 */
export function resolveTagged(tag: string, text: string): unknown {
  if (!tag.startsWith(STANDARD)) return text;
  const plain = resolvePlain(text);
  switch (tag.slice(STANDARD.length)) {
    case 'str':
      return text;
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

function binaryText(text: string): string | undefined {
  const packed = text.replace(/\s/g, '');
  if (!BASE64.test(packed) || packed.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
