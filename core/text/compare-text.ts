/**
 * Order of two texts by code unit, without regard to language: the same on every machine, which `localeCompare` would not be. For `sort`.
 */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
