/** Nanoseconds of each unit. */
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  // The micro sign and the Greek letter.
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

/** Go counts nanoseconds in 64 bits, one of them for the sign. */
const LIMIT = 2n ** 63n;

/** What a text says as a duration, or what is wrong with it in the words of Go. */
export type GoDuration = { readonly milliseconds: number } | { readonly problem: string };

/** Reads a duration as Go's `time.ParseDuration` does (`300ms`, `1h30m`, `-1.5h`): to the nanosecond, and with its error texts (go.dev/src/time/format.go). */
export function parseGoDuration(text: string): GoDuration {
  const invalid = { problem: `time: invalid duration ${quoted(text)}` };
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  let rest = text.slice(sign.length);
  if (rest === '0') return { milliseconds: 0 };
  if (rest === '') return invalid;
  let total = 0n;
  while (rest !== '') {
    const [number, whole = '', fraction = ''] = /^(?:(\d+)(?:\.(\d*))?|\.(?=\d))/.exec(rest) ?? [];
    if (number === undefined || BigInt(whole) > LIMIT) return invalid;
    rest = rest.slice(number.length);
    const digits = whole === '' ? (/^\d+/.exec(rest)?.[0] ?? '') : fraction;
    if (whole === '') rest = rest.slice(digits.length);
    const unit = /^[^\d.]+/.exec(rest)?.[0];
    if (unit === undefined) return { problem: `time: missing unit in duration ${quoted(text)}` };
    const nanoseconds = UNITS.get(unit);
    if (nanoseconds === undefined) {
      return { problem: `time: unknown unit ${quoted(unit)} in duration ${quoted(text)}` };
    }
    total += BigInt(whole) * nanoseconds + partOf(digits, nanoseconds);
    if (total > LIMIT) return invalid;
    rest = rest.slice(unit.length);
  }
  if (sign === '-') return { milliseconds: -Number(total) / 1e6 };
  return total === LIMIT ? invalid : { milliseconds: Number(total) / 1e6 };
}

/** A fraction of a unit, cut to nanoseconds. More digits than Go's integers hold count for nothing. */
function partOf(digits: string, unit: bigint): bigint {
  const counted = digits.slice(0, 18);
  return BigInt(Math.floor(Number(counted) * (Number(unit) / 10 ** counted.length)));
}

/** Text in quotes as the error texts have it: everything beyond printable ASCII by its bytes. */
function quoted(text: string): string {
  const inside = text.replace(/["\\]|[^ -\u007f]/gu, (character) =>
    character === '"' || character === '\\'
      ? `\\${character}`
      : [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
  );
  return `"${inside}"`;
}
