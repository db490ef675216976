/**
 * What go-yaml v2 makes of a scalar that is neither quoted nor tagged, when it decodes into no particular type: that is
 * how `sigs.k8s.io/yaml`, and so kubectl, Flux and every controller, read a manifest. Words of YAML 1.1 are booleans (`y`, `on`, `No`),
 * `010` and `0o10` are octal, `1_000` and `1e3` are numbers, dates and `12:30` stay text.
 * Source of the rules: `resolve.go` of go-yaml v2, checked against kubectl.
 *
 * Integers beyond 2^53 are bigint; beyond 64 bits they are floats, as in Go.
 */
export function resolvePlain(text: string): string | number | bigint | boolean | null {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  return MAY_BE_NUMBER.test(text) ? resolveNumber(text) : text;
}

const WORDS: ReadonlyMap<string, boolean | null | number> = new Map<string, boolean | null | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

const MAY_BE_NUMBER = /^[-+.0-9]/;
const TIMESTAMP = /^[0-9]{4}-[0-9]/;
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
// Go strips the prefix and reads the rest as a signed number: an oddity, and kept.
const SIGNED_BINARY = /^0b([-+][01]+)$/;
const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

function resolveNumber(text: string): string | number | bigint {
  if (TIMESTAMP.test(text)) return text;
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const integer = INTEGER.exec(plain);
  if (integer !== null) {
    const value = integerOf(integer[1] ?? '', integer[2] ?? '');
    if (value !== undefined) return value;
  }
  if (FLOAT.test(plain)) {
    const value = Number(plain);
    // Beyond the range of a float Go reports an error and falls back to text.
    return Number.isFinite(value) ? value : text;
  }
  const binary = SIGNED_BINARY.exec(plain)?.[1];
  if (binary !== undefined) return (binary.startsWith('-') ? -1 : 1) * Number.parseInt(binary.slice(1), 2);
  return text;
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
