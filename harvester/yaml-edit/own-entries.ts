import { isAlias, isScalar, type Node, type Pair } from 'yaml';
import type { AliasTargets } from '../../core/yaml/check-nodes';
import { isMergeKey } from '../../core/yaml/node-value';
import { scalarText } from '../../core/yaml/scalar-value';

/** The pairs that stand in a map itself, by the text of their key; not those that `<<` brings. */
export function ownEntries<Entry extends { readonly pair: Pair }>(
  entries: readonly Entry[],
  targets: AliasTargets,
): ReadonlyMap<string, Entry> {
  const own = new Map<string, Entry>();
  for (const entry of entries) {
    const key = entry.pair.key as Node;
    if (isMergeKey(key)) continue;
    const named = isAlias(key) ? targets.get(key) : key;
    if (isScalar(named)) own.set(scalarText(named), entry);
  }
  return own;
}

/** The `<<` of a map. */
export function mergeEntries<Entry extends { readonly pair: Pair }>(entries: readonly Entry[]): Entry[] {
  return entries.filter(({ pair }) => isMergeKey(pair.key as Node));
}
