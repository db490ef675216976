const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** What a text says as a duration, or what is wrong with it in the words of Go. */
export type GoDuration = { readonly milliseconds: number } | { readonly problem: string };

/** Reads a duration as Go's `time.ParseDuration` does (`300ms`, `1h30m`, `-1.5h`), with its error texts (go.dev/src/time/format.go). */
export function parseGoDuration(text: string): GoDuration {
  const invalid = { problem: `time: invalid duration ${JSON.stringify(text)}` };
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  let rest = text.slice(sign.length);
  if (rest === '0') return { milliseconds: 0 };
  if (rest === '') return invalid;
  let milliseconds = 0;
  while (rest !== '') {
    const number = /^(?:\d+(?:\.\d*)?|\.\d+)/.exec(rest)?.[0];
    if (number === undefined) return invalid;
    rest = rest.slice(number.length);
    const unit = /^[^\d.]+/.exec(rest)?.[0];
    if (unit === undefined) return { problem: `time: missing unit in duration ${JSON.stringify(text)}` };
    const factor = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
    if (factor === undefined) {
      return {
        problem: `time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`,
      };
    }
    milliseconds += Number(number) * factor;
    rest = rest.slice(unit.length);
  }
  // The largest that Go can hold, 2^63 nanoseconds.
  if (milliseconds > 9_223_372_036_854.775) return invalid;
  return { milliseconds: sign === '-' ? -milliseconds : milliseconds };
}
