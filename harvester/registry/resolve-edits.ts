import type { RegistryEntry } from '../../core/registry-entry';
import type { RegistryEdit } from './registry-edit';
import type { EntrySpan } from './registry-layout';

/** A list of edits, resolved against the entries that there are. */
export interface ResolvedEdits {
  /** Fields to change, by entry. */
  readonly changed: ReadonlyMap<EntrySpan, Partial<RegistryEntry>>;
  readonly removed: ReadonlySet<EntrySpan>;
  /** New entries by key. */
  readonly added: ReadonlyMap<string, Partial<RegistryEntry>>;
}

/** Later edits of one key win over earlier ones, field by field. */
export function resolveEdits(entries: readonly EntrySpan[], edits: readonly RegistryEdit[]): ResolvedEdits {
  const changed = new Map<EntrySpan, Partial<RegistryEntry>>();
  const removed = new Set<EntrySpan>();
  const added = new Map<string, Partial<RegistryEntry>>();
  const standing = entriesByKey(entries, edits);
  for (const edit of edits) {
    if (edit.type === 'remove') {
      remove(edit.key);
      continue;
    }
    const target = edit.newKey ?? edit.key;
    const entry = standing.get(edit.key)?.[0] ?? standing.get(target)?.[0];
    const fields = { ...(target !== edit.key && partsOf(target)), ...edit.fields };
    if (entry === undefined) {
      added.set(target, { ...added.get(target), ...partsOf(target), ...fields });
      continue;
    }
    if (entry.key !== target) remove(target);
    removed.delete(entry);
    changed.set(entry, { ...changed.get(entry), ...fields });
  }
  return { changed, removed, added };

  function remove(key: string): void {
    added.delete(key);
    for (const entry of standing.get(key) ?? []) {
      changed.delete(entry);
      removed.add(entry);
    }
  }
}

function entriesByKey(
  entries: readonly EntrySpan[],
  edits: readonly RegistryEdit[],
): Map<string, EntrySpan[]> {
  const wanted = new Map<string, EntrySpan[]>();
  for (const edit of edits) {
    wanted.set(edit.key, []);
    if (edit.type === 'set' && edit.newKey !== undefined) wanted.set(edit.newKey, []);
  }
  for (const entry of entries) wanted.get(entry.key)?.push(entry);
  return wanted;
}

function partsOf(key: string): { category: string; name: string } {
  const slash = key.lastIndexOf('/');
  return { category: key.slice(0, Math.max(slash, 0)), name: key.slice(slash + 1) };
}
