const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** Go's own reader of floats gets what begins with a point, and takes an underscore between digits only. */
const POINT_FIRST = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

/**
 * The number that a plain scalar is to both of go-yaml's versions; undefined where it is none to them. `010` and `0o10` are octal,
 * `1_000` and `1e3` are numbers. Integers beyond 2^53 are bigint; beyond 64 bits they are floats, as in Go.
 *
 * @param text - begins with a digit, a sign or a point
 */
export function goNumber(text: string): number | bigint | undefined {
  if (text.startsWith('.')) return POINT_FIRST.test(text) ? finite(text.replaceAll('_', '')) : undefined;
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const integer = INTEGER.exec(plain);
  if (integer !== null) {
    const value = integerOf(integer[1] ?? '', integer[2] ?? '');
    if (value !== undefined) return value;
  }
  return FLOAT.test(plain) ? finite(plain) : undefined;
}

/** Beyond the range of a float Go reports an error and falls back to text. */
function finite(digits: string): number | undefined {
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}

/** An integer as digits behind a prefix that Go strips: `0b-11`, an oddity that both versions have. */
export function signedDigits(digits: string, radix: 2 | 8): number | bigint | undefined {
  const sign = /^[-+]?/.exec(digits)?.[0] ?? '';
  const magnitude = digits.slice(sign.length);
  if (!(radix === 2 ? /^[01]+$/ : /^[0-7]+$/).test(magnitude)) return undefined;
  return integerOf(sign, `${radix === 2 ? '0b' : '0o'}${magnitude}`);
}

function integerOf(sign: string, digits: string): number | bigint | undefined {
  const octal = /^0[0-7]+$/.test(digits);
  const magnitude = BigInt(octal ? `0o${digits.slice(1)}` : digits.toLowerCase());
  const value = sign === '-' ? -magnitude : magnitude;
  if (value < MIN_INT64 || value > MAX_UINT64 || (sign === '+' && value > MAX_INT64)) return undefined;
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value;
}
