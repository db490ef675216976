/** A time as RFC 3339 writes it, in UTC and to the second: the form of registry entries. */
export function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
