import { type Bytes, indexOfText, partOf } from '../../core/bytes/bytes';
import { applySplices, type Splice } from '../text/splice';
import { assertEdited } from './assert-edited';
import { editFields } from './edit-fields';
import { editRegistry } from './edit-registry';
import type { RegistryEdit } from './registry-edit';
import { entriesOf } from './registry-layout';
import { resolveEdits } from './resolve-edits';
import { takeApart } from './scan-registry';
import type { BlockPlace } from './scan-source';
import { WantedKeys } from './wanted-keys';
import { byteOrderMark, scanRegular } from './visit-registry';

/** A change of fields of an entry that is there. */
export type EntryUpdate = Extract<RegistryEdit, { type: 'update' }>;

/** Where an entry stands that is to be changed. Offsets count bytes, from behind the byte order mark. */
export interface EntryPlace extends BlockPlace {
  /** Key of the map; undefined in the list. */
  readonly cluster: string | undefined;
}

/** A registry afterwards. */
export interface UpdatedRegistry<Part extends Bytes = Bytes> {
  /** The parts of the file, which share the memory of what it was; that alone where nothing differs. */
  readonly parts: readonly Part[];
  /** How many entries fewer are read in it. */
  readonly vanished: number;
}

/** Where entries stand; undefined: only the library can tell. */
interface FoundPlaces {
  readonly found: readonly EntryPlace[] | undefined;
}

/** A part of a registry that says something else from now on. */
interface ChangedBlock extends BlockPlace {
  readonly text: string;
}

/**
 * `editRegistry` for updates alone: only the entries that they name are read as text, so that a large registry costs little more memory than its bytes.
 *
 * @param registry - UTF-8
 * @param file - its path, for messages
 * @param places - of the first entry of each key, in the order of the file, from whoever has just visited it; default: they are looked for. Undefined: only the library can tell
 * @throws ToolkitError as `editRegistry`, and `registry-unreadable` for bytes that are no UTF-8
 */
export function updateRegistry(
  registry: Buffer,
  updates: readonly EntryUpdate[],
  file: string,
  places?: FoundPlaces,
): UpdatedRegistry<Buffer>;
export function updateRegistry(
  registry: Bytes,
  updates: readonly EntryUpdate[],
  file: string,
  places?: FoundPlaces,
): UpdatedRegistry;
export function updateRegistry(
  registry: Bytes,
  updates: readonly EntryUpdate[],
  file: string,
  places: FoundPlaces = { found: findPlaces(registry, updates, file) },
): UpdatedRegistry {
  const mark = byteOrderMark(registry);
  const bytes = partOf(registry, mark, registry.length);
  const { found } = places;
  const read = (start: number, end: number): string => bytes.subarray(start, end).toString();
  const changed = found && changedBlocks(found, { read, eol: eolOf(bytes), updates, file });
  if (changed === undefined) return updateText(registry, updates, file);
  const { blocks, vanished } = changed;
  if (blocks.length === 0) return { parts: [registry], vanished: 0 };
  const parts: Bytes[] = [];
  let position = 0;
  for (const { start, end, text } of blocks) {
    parts.push(partOf(registry, position, start + mark), Buffer.from(text));
    position = end + mark;
  }
  parts.push(partOf(registry, position, registry.length));
  return { parts, vanished };
}

function updateText(registry: Bytes, updates: readonly EntryUpdate[], file: string): UpdatedRegistry {
  const text = registry.toString();
  const edited = editRegistry(text, updates, file);
  if (edited === text) return { parts: [registry], vanished: 0 };
  return { parts: [Buffer.from(edited)], vanished: countOf(text, file) - countOf(edited, file) };
}

function countOf(text: string, file: string): number {
  return entriesOf(takeApart(text, file)).length;
}

function eolOf(bytes: Bytes): '\n' | '\r\n' {
  const end = indexOfText(bytes, '\n', 0);
  return end > 0 && bytes.subarray(end - 1, end)[0] === 13 ? '\r\n' : '\n';
}

/** The first entry of each key that is named; undefined where only the library can find it. */
function findPlaces(
  registry: Bytes,
  updates: readonly EntryUpdate[],
  file: string,
): readonly EntryPlace[] | undefined {
  const wanted = new Set(updates.map(({ key }) => key));
  const found: EntryPlace[] = [];
  const layout = scanRegular(registry, file, {
    wanted: WantedKeys.of(new Set(wanted)),
    keep: ({ key, cluster }, { start, end }) => {
      if (wanted.delete(key)) found.push({ cluster, start, end });
      return false;
    },
  });
  return layout === undefined ? undefined : found;
}

interface Work {
  readonly read: (start: number, end: number) => string;
  readonly eol: '\n' | '\r\n';
  readonly updates: readonly EntryUpdate[];
  readonly file: string;
}

/**
 * Edits the found entries in a registry that has no others.
 *
 * @returns undefined where that registry is not understood as the whole one was
 */
function changedBlocks(
  found: readonly EntryPlace[],
  { read, eol, updates, file }: Work,
): { readonly blocks: readonly ChangedBlock[]; readonly vanished: number } | undefined {
  if (found.length === 0) return { blocks: [], vanished: 0 };
  const pieces: string[] = [];
  const starts: number[] = [];
  let length = 0;
  const add = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  for (const [index, { cluster, start, end }] of found.entries()) {
    if (index === 0 || cluster !== found[index - 1]?.cluster) add(`${cluster ?? 'claims'}:${eol}`);
    starts.push(length);
    add(read(start, end));
  }
  const layout = takeApart(pieces.join(''), file);
  const entries = entriesOf(layout);
  if (entries.length !== found.length) return undefined;
  const resolved = resolveEdits(entries, updates);
  const changed: ChangedBlock[] = [];
  const all: Splice[] = [];
  for (const [index, { start, end }] of found.entries()) {
    const fields = resolved.changed.get(entries[index] as (typeof entries)[number]);
    const splices =
      fields === undefined
        ? []
        : editFields(layout.text, entries[index] as (typeof entries)[number], fields, eol);
    if (splices.length === 0) continue;
    all.push(...splices);
    const offset = starts[index] as number;
    const block = layout.text.slice(offset, offset + read(start, end).length);
    const moved = splices.map((splice) => ({
      ...splice,
      start: splice.start - offset,
      end: splice.end - offset,
    }));
    changed.push({ start, end, text: applySplices(block, moved) });
  }
  if (all.length === 0) return { blocks: [], vanished: 0 };
  const edited = applySplices(layout.text, all);
  if (!layout.regular) assertEdited(layout, resolved, edited, file);
  // What stands between the blocks stays byte for byte: entries can vanish in them alone.
  return { blocks: changed, vanished: found.length - countOf(edited, file) };
}
