// The layouts that go-yaml v3 tries, and what Go's `time.Parse` takes for each: day and month of one or two digits, a fraction behind a
// full stop or comma whether or not the layout has one, offsets up to 24:60.
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DATE_TIME =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt])| +)(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(Z|[-+]\d{2}:\d{2})?$/;
const MAY_BE_DATE = /^\d{4}-\d/;
const NANOSECONDS = 9;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether a text begins as every date does: most do not, and this is found out faster. */
export function mayBeTimestamp(text: string): boolean {
  return MAY_BE_DATE.test(text);
}

/**
 * A date or time as go-yaml v3 reads it when nothing says what it should be, in RFC 3339, which is the text that kustomize writes:
 * `2026-1-2` is `2026-01-02T00:00:00Z`.
 *
 * @returns undefined for what is none: `2026-13-45`, a time without zone behind a `T`; null for one that JSON cannot hold (an offset
 *   of 24 hours), where the build fails
 */
export function goTimestamp(text: string): string | null | undefined {
  const date = DATE.exec(text);
  if (date !== null) {
    const day = dayText(date[1], date[2], date[3]);
    return day === undefined ? undefined : `${day}T00:00:00Z`;
  }
  const parts = DATE_TIME.exec(text);
  if (parts === null) return undefined;
  const [, year, month, dayOfMonth, letter, hour = '', minute = '', second = '', fraction, zone] = parts;
  // A zone goes with `T` or `t`, none with blanks.
  if ((letter === undefined) !== (zone === undefined)) return undefined;
  const day = dayText(year, month, dayOfMonth);
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = zone === undefined ? 'Z' : offsetText(zone);
  if (typeof offset !== 'string') return offset;
  const rest = trimZeros((fraction ?? '').slice(0, NANOSECONDS));
  return `${day}T${two(hour)}:${two(minute)}:${two(second)}${rest === '' ? '' : `.${rest}`}${offset}`;
}

function dayText(year = '', month = '', day = ''): string | undefined {
  const days = MONTH_DAYS[Number(month) - 1];
  if (days === undefined) return undefined;
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const last = month === '2' || month === '02' ? days + (isLeap ? 1 : 0) : days;
  return Number(day) < 1 || Number(day) > last ? undefined : `${year}-${two(month)}-${two(day)}`;
}

/** Go takes 24 hours and 60 minutes for an offset; JSON then refuses 24 hours and more. */
function offsetText(zone: string): string | null | undefined {
  if (zone === 'Z') return 'Z';
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (hours > 24 || minutes > 60) return undefined;
  const all = hours * 60 + minutes;
  if (all === 0) return 'Z';
  if (all >= 24 * 60) return null;
  return `${zone.charAt(0)}${two(String(Math.floor(all / 60)))}:${two(String(all % 60))}`;
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}

function trimZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end--;
  return digits.slice(0, end);
}
