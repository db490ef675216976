import type { ScannedEntry } from '../../../harvester/registry/scan-registry';

/** Fields of an entry that are always there, in the order of the original (collector-and-registry.md §2.3). */
const ALWAYS = [
  'name',
  'template',
  'category',
  'namespace',
  'createdAt',
  'createdBy',
  'source',
  'repository',
  'path',
  'status',
] as const;

/** Ours, behind them, where the registry says something. `claimRef` stands in a status collector's map alone. */
const ADDED = ['statusMessage', 'lastCheckedAt', 'cluster', 'claimRef', 'cause'] as const;

/** A claim as it is served. */
export type ClaimItem = Readonly<Record<(typeof ALWAYS)[number], string>> &
  Readonly<Partial<Record<(typeof ADDED)[number], string>>>;

/** Texts that stand in many entries are kept once. */
export type Interned = (text: string) => string;

/** An entry of either schema as a claim: what is not said is empty, as in the original. */
export function claimItem(entry: Pick<ScannedEntry, 'cluster' | 'valueOf'>, interned: Interned): ClaimItem {
  const item: Record<string, string> = {};
  for (const field of ALWAYS) item[field] = interned(entry.valueOf(field) ?? '');
  for (const field of ADDED) {
    const value = (field === 'cluster' ? entry.cluster : undefined) ?? entry.valueOf(field) ?? '';
    if (value !== '') item[field] = interned(value);
  }
  return item as ClaimItem;
}

/** Keeps short texts once, up to a number of them. */
export function interner(): Interned {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    // A lone half of a pair is no text that JSON can carry (Go writes U+FFFD, too).
    const whole = text.replaceAll(LONE_HALF, '\ufffd');
    if (text.length <= LONGEST && known.size < MOST) known.set(text, whole);
    return whole;
  };
}

const LONE_HALF = /\p{Cs}/gu;
const LONGEST = 64;
const MOST = 10_000;
