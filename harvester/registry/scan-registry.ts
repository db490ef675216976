import { lineAt } from '../text/splice';
import { readWithLibrary } from './read-with-library';
import { unreadableRegistry } from './registry-frame';
import { entriesOf, type RegistryLayout } from './registry-layout';
import type { RegistrySchema } from './registry-schema';
import type { ScannedEntry } from './scanned-entry';
import { scanRegular } from './visit-registry';

export type { ScannedEntry } from './scanned-entry';

/** What a registry says. */
export interface RegistryScan {
  /** In the order of the file, duplicates included. */
  readonly entries: readonly ScannedEntry[];
  /** The first entry of each key. */
  readonly byKey: ReadonlyMap<string, ScannedEntry>;
}

/**
 * Reads a registry of either schema. 10,000 entries take some 20 ms as long as they look like what tools and people write; the YAML
 * library is asked about everything else.
 *
 * @param file - its path, for messages
 * @throws ToolkitError `registry-unreadable` with file and line: no YAML, several documents, another kind of document, or both
 *   schemas in one
 */
export function readRegistry(text: string, file: string): RegistryScan & { readonly schema: RegistrySchema } {
  const layout = takeApart(text, file);
  return { schema: layout.schema, ...scanOf(layout) };
}

/**
 * Reads harvester's list, the only schema in which claims can be declared.
 *
 * @throws ToolkitError `registry-unreadable` as {@link readRegistry}, and for the status collector's map
 */
export function scanRegistry(text: string, file: string): RegistryScan {
  const layout = takeApart(text, file);
  if (layout.schema === 'claims') return scanOf(layout);
  const place = layout.lists[0]?.place;
  const problem =
    "this is a status collector's registry (a map from cluster to claims), not a ClaimRegistry with a list `claims`";
  throw unreadableRegistry(
    file,
    lineAt(text, place !== undefined && 'colonEnd' in place ? place.colonEnd : 0),
    problem,
  );
}

function scanOf(layout: RegistryLayout): RegistryScan {
  const entries = entriesOf(layout);
  const byKey = new Map<string, ScannedEntry>();
  for (const entry of entries) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
  return { entries, byKey };
}

/** Text with the places of all entries and fields. */
export function takeApart(text: string, file: string): RegistryLayout {
  return scanRegular(text, file) ?? readWithLibrary(text, file);
}
