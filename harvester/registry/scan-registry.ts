import { readWithLibrary } from './read-with-library';
import type { RegistryLayout } from './registry-layout';
import { scanBlocks } from './scan-blocks';

/** One entry of a registry as it was read. */
export interface ScannedEntry {
  /** `<category>/<name>`; a missing or empty one of both is the empty text. */
  readonly key: string;
  /**
   * Scalar fields as text, known or not: plain scalars as they stand (`5`, a timestamp), null as the empty text. Maps and lists
   * are not in it.
   */
  readonly fields: ReadonlyMap<string, string>;
  /** Whether a field is there and has this value: cheaper than asking `fields`. */
  says(field: string, value: string): boolean;
  /** Line (from 1) of the entry's hyphen. */
  readonly line: number;
}

/** What a registry says. */
export interface RegistryScan {
  /** In the order of the file, duplicates included. */
  readonly entries: readonly ScannedEntry[];
  /** The first entry of each key. */
  readonly byKey: ReadonlyMap<string, ScannedEntry>;
}

/**
 * Reads a registry. 10,000 entries take some 20 ms as long as they look like what tools and people write; the YAML
 * library is asked about everything else.
 *
 * @param file - its path, for messages
 * @throws ToolkitError `registry-unreadable` with file and line: no YAML, several documents, another kind of
 *   document, or the status collector's own registry
 */
export function scanRegistry(text: string, file: string): RegistryScan {
  const { entries } = takeApart(text, file);
  const byKey = new Map<string, ScannedEntry>();
  for (const entry of entries) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
  return { entries, byKey };
}

/** Text with the places of all entries and fields. */
export function takeApart(text: string, file: string): RegistryLayout {
  return scanBlocks(text) ?? readWithLibrary(text, file);
}
