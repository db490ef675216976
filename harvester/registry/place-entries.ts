import type { EntrySpan } from './registry-layout';
import { compareText } from '../../core/text/compare-text';

/** Order of entries: category, then name. */
export interface EntryOrder {
  readonly category: string;
  readonly name: string;
}

/** Compares as text, without regard to language, so that every machine agrees. */
export function compareEntries(a: EntryOrder, b: EntryOrder): number {
  return compareText(a.category, b.category) || compareText(a.name, b.name);
}

/**
 * Finds the first entry that is greater than a new one, also in a list that is not sorted. Linear to set up,
 * logarithmic to ask.
 *
 * @returns index of the entry before which the new one goes; `entries.length` for the end
 */
export function entryPlacer(entries: readonly EntrySpan[]): (entry: EntryOrder) => number {
  // The greatest entry so far never falls, so the first one above a bound can be found by halving.
  const greatest: EntryOrder[] = [];
  for (const entry of entries) {
    const before = greatest.at(-1);
    greatest.push(before !== undefined && compareEntries(before, entry) >= 0 ? before : entry);
  }
  return (entry) => {
    let low = 0;
    let high = greatest.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareEntries(greatest[middle] as EntryOrder, entry) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
