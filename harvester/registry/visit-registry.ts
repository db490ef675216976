import { setImmediate } from 'node:timers/promises';
import { areUtf8, type Bytes, partOf } from '../../core/bytes/bytes';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { readWithLibrary } from './read-with-library';
import { entriesOf, type RegistryLayout } from './registry-layout';
import type { RegistrySchema } from './registry-schema';
import { type Scan, scanBlocks, scanBytes } from './scan-blocks';
import type { ScannedEntry } from './scanned-entry';
import { type KnownKeys, WantedKeys } from './wanted-keys';
import { type BlockPlace, type Reading, textSource } from './scan-source';

/**
 * Gets the entries one after the other, in the order of the file, with their place: in a text it counts characters, in UTF-8 bytes from behind the byte order mark. Only where the
 * library was asked it is undefined.
 */
export type EntryVisitor = (entry: ScannedEntry, place: BlockPlace | undefined) => void;

/** Keys that somebody wants to see: a set, a map from them, who knows them, or keys for one visit. */
export type Wants = KnownKeys | ((key: string) => boolean) | WantedKeys;

/** What was visited. */
export interface VisitedRegistry {
  readonly schema: RegistrySchema;
  /** Duplicates included. */
  readonly entries: number;
}

/**
 * Reads a registry of either schema entry by entry and keeps none of them, so that memory does not grow with their number.
 *
 * @param registry - text, or UTF-8
 * @param file - its path, for messages
 * @param begin - makes the visitor; called again, for a new beginning, where only the YAML library can tell what the file says
 * @param wants - keys that are to be visited, which spares the others; some of those are visited all the same. Default: all
 * @throws ToolkitError `registry-unreadable` as `readRegistry`, and for bytes that are no UTF-8
 */
export function visitRegistry(
  registry: string | Bytes,
  file: string,
  begin: () => EntryVisitor,
  wants?: Wants,
): VisitedRegistry {
  return drained(visiting(registry, file, begin, wantedOf(wants)));
}

function wantedOf(wants: Wants | undefined): WantedKeys | undefined {
  return wants === undefined || wants instanceof WantedKeys ? wants : WantedKeys.of(wants);
}

/** As {@link visitRegistry}, and lets others have their turn in between. */
export async function visitInTurns(
  registry: string | Bytes,
  file: string,
  begin: () => EntryVisitor,
): Promise<VisitedRegistry> {
  const steps = visiting(registry, file, begin);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}

function* visiting(
  registry: string | Bytes,
  file: string,
  begin: () => EntryVisitor,
  wanted?: WantedKeys,
): Scan<VisitedRegistry> {
  let visit = begin();
  let entries = 0;
  const scanned = yield* scanning(registry, file, {
    ...(wanted !== undefined && { wanted }),
    keep: (entry, place) => {
      entries += 1;
      visit(entry, place);
      return false;
    },
  });
  if (scanned !== undefined) return { schema: scanned.schema, entries: entries + (wanted?.passed ?? 0) };
  const layout = readWithLibrary(registry.toString(), file);
  visit = begin();
  const all = entriesOf(layout);
  for (const entry of all) visit(entry, undefined);
  return { schema: layout.schema, entries: all.length };
}

/**
 * Takes text or bytes apart without the library.
 *
 * @returns undefined where only the library can tell what is said
 * @throws ToolkitError `registry-unreadable` for bytes that are no UTF-8
 */
export function scanRegular(
  registry: string | Bytes,
  file: string,
  reading?: Reading,
): RegistryLayout | undefined {
  return drained(scanning(registry, file, reading));
}

function* scanning(
  registry: string | Bytes,
  file: string,
  reading?: Reading,
): Scan<RegistryLayout | undefined> {
  if (typeof registry === 'string') {
    return yield* scanBlocks(textSource(registry, reading));
  }
  if (!areUtf8(registry)) {
    throw new ToolkitError('registry-unreadable', `${file}: the file is not UTF-8 text`, { data: { file } });
  }
  return yield* scanBytes(partOf(registry, byteOrderMark(registry), registry.length), reading);
}

/** Bytes of the mark at the start. */
export function byteOrderMark(bytes: Bytes): number {
  return bytes.length >= 3 && bytes.subarray(0, 3).readUIntBE(0, 3) === 0xefbbbf ? 3 : 0;
}

function drained<Result>(scan: Scan<Result>): Result {
  for (;;) {
    const step = scan.next();
    if (step.done === true) return step.value;
  }
}
