import type { JsonValue } from '../../core/claim-model';
import { isJsonObject } from '../../core/json/json-guards';
import { sameValue } from '../../core/yaml/same-value';

/** Keys that name a list's item, as in `fieldChanges`. */
const NAMES = ['name', 'id', 'key'] as const;
/** Longer lists are compared from both ends only. */
const LARGEST_TABLE = 250_000;

/** What becomes of the items of a list, in the order of the new one: each new item with the old one that it comes from. */
export interface AlignedItem {
  /** Index in the old list; undefined: the item is new. */
  readonly old?: number;
  readonly value: JsonValue;
}

/** Finds for each new item of a list the old one that is changed least to become it; the order of the old ones is kept. */
export function alignItems(before: readonly JsonValue[], after: readonly JsonValue[]): AlignedItem[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && sameValue(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && sameValue(before.at(-1 - end), after.at(-1 - end))) end++;
  const aligned: AlignedItem[] = after.slice(0, start).map((value, old) => ({ old, value }));
  const olds = before.slice(start, before.length - end);
  const news = after.slice(start, after.length - end);
  const partners = partnersOf(olds, news);
  let next = 0;
  let gap: JsonValue[] = [];
  const close = (until: number): void => {
    // Items between two that were found are changed one into the other, if they are of a kind.
    for (const value of gap) {
      const isPair = next < until && mayBecome(olds[next], value);
      aligned.push(isPair ? { old: start + next, value } : { value });
      if (isPair) next += 1;
    }
    gap = [];
    next = until;
  };
  for (const [index, value] of news.entries()) {
    const partner = partners.get(index);
    if (partner === undefined) gap.push(value);
    else {
      close(partner);
      aligned.push({ old: start + partner, value });
      next = partner + 1;
    }
  }
  close(olds.length);
  const shift = before.length - after.length;
  for (let index = after.length - end; index < after.length; index++) {
    aligned.push({ old: index + shift, value: after[index] as JsonValue });
  }
  return aligned;
}

/** The longest common subsequence of items that are the same, or have one name. */
function partnersOf(olds: readonly JsonValue[], news: readonly JsonValue[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const width = news.length + 1;
  if (olds.length * width > LARGEST_TABLE) return partners;
  const lengths = new Uint32Array((olds.length + 1) * width);
  for (let old = olds.length - 1; old >= 0; old--) {
    for (let index = news.length - 1; index >= 0; index--) {
      lengths[old * width + index] = isAlike(olds[old], news[index])
        ? (lengths[(old + 1) * width + index + 1] ?? 0) + 1
        : Math.max(lengths[(old + 1) * width + index] ?? 0, lengths[old * width + index + 1] ?? 0);
    }
  }
  for (let old = 0, index = 0; old < olds.length && index < news.length;) {
    if (isAlike(olds[old], news[index])) partners.set(index++, old++);
    else if ((lengths[(old + 1) * width + index] ?? 0) >= (lengths[old * width + index + 1] ?? 0)) old++;
    else index++;
  }
  return partners;
}

function isAlike(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  const name = nameOf(left);
  return name === undefined ? sameValue(left, right) : name === nameOf(right);
}

/** Two items with different names are two things. */
function mayBecome(old: JsonValue | undefined, value: JsonValue): boolean {
  return isJsonObject(old) === isJsonObject(value) && nameOf(old) === nameOf(value);
}

function nameOf(item: JsonValue | undefined): string | undefined {
  if (!isJsonObject(item)) return undefined;
  for (const key of NAMES) {
    const name = Object.hasOwn(item, key) ? item[key] : undefined;
    if (typeof name === 'string') return `${key} ${name}`;
  }
  return undefined;
}
