import { ToolkitError } from '../errors/toolkit-error';

/** The last second of the year 9999: RFC 3339 knows no later one, and registry entries hold such times. */
const LATEST = 253_402_300_799;

/**
 * The time that SOURCE_DATE_EPOCH sets (reproducible-builds.org/specs/source-date-epoch): seconds since 1970 as decimal digits.
 *
 * @returns undefined where it is not set
 * @throws ToolkitError `config-value-invalid` for anything else: a run that only looks reproducible helps nobody
 */
export function sourceDateEpoch(env: Readonly<Record<string, string | undefined>>): Date | undefined {
  const { SOURCE_DATE_EPOCH: text } = env;
  if (text === undefined || text === '') return undefined;
  const seconds = /^\d{1,12}$/.test(text) ? Number(text) : NaN;
  if (!(seconds <= LATEST)) {
    throw new ToolkitError(
      'config-value-invalid',
      `SOURCE_DATE_EPOCH '${text.slice(0, 40)}' is not a number of seconds from 0 to ${LATEST} (year 9999)`,
      { data: { variable: 'SOURCE_DATE_EPOCH' } },
    );
  }
  return new Date(seconds * 1000);
}
