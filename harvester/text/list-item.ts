import { compareText } from '../../core/text/compare-text';

/** What makes two spellings of an entry the same: `./x`, `x/` and `x` are one folder. */
export function sameItem(value: string): string {
  let start = 0;
  while (value.startsWith('./', start)) start += 2;
  let end = value.length;
  while (end > start + 1 && value.charCodeAt(end - 1) === 47) end--;
  return start === 0 && end === value.length ? value : value.slice(start, end);
}

/** The order of a sorted list. */
export function compareItems(a: string, b: string): number {
  return compareText(sameItem(a), sameItem(b));
}
