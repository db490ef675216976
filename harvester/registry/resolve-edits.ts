import type { RegistryEdit } from './registry-edit';
import type { EntrySpan } from './registry-layout';
import { FIELDS_OF, type FieldValues } from './registry-schema';

/** A list of edits, resolved against the entries that there are. */
export interface ResolvedEdits {
  /** Fields to change, by entry. */
  readonly changed: ReadonlyMap<EntrySpan, FieldValues>;
  readonly removed: ReadonlySet<EntrySpan>;
  /** New entries by key. */
  readonly added: ReadonlyMap<string, FieldValues>;
}

/** Later edits of one key win over earlier ones, field by field. */
export function resolveEdits(entries: readonly EntrySpan[], edits: readonly RegistryEdit[]): ResolvedEdits {
  const changed = new Map<EntrySpan, FieldValues>();
  const removed = new Set<EntrySpan>();
  const added = new Map<string, FieldValues>();
  const standing = entriesByKey(entries, edits);
  for (const edit of edits) {
    if (edit.type === 'remove') remove(edit.key);
    else if (edit.type === 'set') set(edit.newKey ?? edit.key, edit);
    else update(edit.key, edit.fields);
  }
  return { changed, removed, added };

  function set(target: string, { key, fields: given }: Extract<RegistryEdit, { type: 'set' }>): void {
    const entry = standing.get(key)?.[0] ?? standing.get(target)?.[0];
    const fields = { ...(target !== key && partsOf(target)), ...given };
    if (entry === undefined) {
      added.set(target, { ...added.get(target), ...partsOf(target), ...fields });
      return;
    }
    if (entry.key !== target) remove(target);
    removed.delete(entry);
    changed.set(entry, { ...changed.get(entry), ...fields });
  }

  function update(key: string, fields: FieldValues): void {
    const entry = standing.get(key)?.[0];
    const fresh = added.get(key);
    if (fresh !== undefined) added.set(key, { ...fresh, ...fields });
    else if (entry !== undefined && !removed.has(entry)) {
      changed.set(entry, { ...changed.get(entry), ...ofSchema(entry, fields) });
    }
  }

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

/** Without the fields that an entry of the map does not have. */
function ofSchema({ cluster }: EntrySpan, fields: FieldValues): FieldValues {
  if (cluster === undefined) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([field]) => FIELDS_OF.clusters.includes(field)));
}

function partsOf(key: string): { category: string; name: string } {
  const slash = key.lastIndexOf('/');
  return { category: key.slice(0, Math.max(slash, 0)), name: key.slice(slash + 1) };
}
