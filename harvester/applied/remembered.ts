import type { TreeEntries } from './applied-source';

/** What was found in a tree, by the root that it was looked for in; the paths of a tree do not change. */
export type Remembered<Found extends object> = WeakMap<TreeEntries, Map<string, Found>>;

/** What is known of a tree already, or what is found now. */
export function rememberedOf<Found extends object>(
  known: Remembered<Found>,
  entries: TreeEntries,
  root: string,
  find: () => Found,
): Found {
  let byRoot = known.get(entries);
  if (byRoot === undefined) known.set(entries, (byRoot = new Map<string, Found>()));
  let found = byRoot.get(root);
  if (found === undefined) byRoot.set(root, (found = find()));
  return found;
}
