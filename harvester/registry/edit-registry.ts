import { ToolkitError } from '../../core/errors/toolkit-error';
import { applySplices, insertLines, lineEndingOf, nextLine, type Splice } from '../text/splice';
import { assertEdited } from './assert-edited';
import { blockStyleText } from './block-style';
import { editFields } from './edit-fields';
import { entryText, GO_YAML_SHAPE, NEW_REGISTRY_HEAD, type EntryShape } from './entry-text';
import { compareEntries, entryPlacer } from './place-entries';
import type { RegistryEdit } from './registry-edit';
import { entriesOf, leadOf, tailOf } from './registry-layout';
import type { EntryList, EntrySpan, RegistryLayout } from './registry-layout';
import type { FieldValues } from './registry-schema';
import { resolveEdits, type ResolvedEdits } from './resolve-edits';
import { takeApart } from './scan-registry';

/**
 * Changes a registry text and nothing in it that was not asked for: order, comments, quoting, indentation and line ends of
 * everything else stay. A new entry goes before the first one with a greater category and name. Comment lines directly above
 * an entry go with it. When nothing differs the same text comes back.
 *
 * @param text - undefined where there is no registry yet: a new one is written as go-yaml would
 * @param file - its path, for messages
 * @throws ToolkitError `registry-unreadable`; `registry-not-editable` where an edit would reach foreign entries
 */
export function editRegistry(text: string | undefined, edits: readonly RegistryEdit[], file: string): string {
  if (text === undefined) return newRegistry(edits);
  if (edits.length === 0) return text;
  const layout = takeApart(text, file);
  if (layout.schema === 'clusters') refuseSet(edits, file);
  const resolved = resolveEdits(entriesOf(layout), edits);
  if (!layout.regular) {
    const inFlow = layout.lists.filter((list) => isInFlow(list) && isTouched(list, resolved));
    if (inFlow.length > 0) {
      return changesNothing(resolved) ? text : editRegistry(blockStyleText(text, inFlow, file), edits, file);
    }
  }
  const edited = applySplices(text, splicesOf(layout, resolved));
  if (!layout.regular && edited !== text) assertEdited(layout, resolved, edited, file);
  return edited;
}

/** What a new entry of a cluster says, only its cluster knows. */
function refuseSet(edits: readonly RegistryEdit[], file: string): void {
  if (!edits.some(({ type }) => type === 'set')) return;
  throw new ToolkitError(
    'registry-not-editable',
    `${file}: entries of a map from cluster to claims can be changed and removed, not added or moved`,
  );
}

function isInFlow({ place }: EntryList): boolean {
  return place.style === 'flow' || place.style === 'document-in-flow';
}

function isTouched({ entries }: EntryList, { changed, removed, added }: ResolvedEdits): boolean {
  return added.size > 0 || entries.some((entry) => changed.has(entry) || removed.has(entry));
}

function newRegistry(edits: readonly RegistryEdit[]): string {
  const { added } = resolveEdits([], edits);
  const entries = [...added.values()].sort((a, b) => compareEntries(orderOf(a), orderOf(b)));
  if (entries.length === 0) return `${NEW_REGISTRY_HEAD}claims: []\n`;
  let text = `${NEW_REGISTRY_HEAD}claims:\n`;
  for (const fields of entries) text += entryText(fields, { ...GO_YAML_SHAPE, eol: '\n' });
  return text;
}

function changesNothing({ changed, removed, added }: ResolvedEdits): boolean {
  if (removed.size > 0 || added.size > 0) return false;
  for (const [entry, fields] of changed) {
    for (const [field, value] of Object.entries(fields) as [string, string | undefined][]) {
      if ((entry.fields.get(field) ?? '') !== (value ?? '')) return false;
    }
  }
  return true;
}

function splicesOf({ text, lists }: RegistryLayout, { changed, removed, added }: ResolvedEdits): Splice[] {
  const eol = lineEndingOf(text);
  const splices: Splice[] = [];
  for (const [entry, fields] of changed) splices.push(...editFields(text, entry, fields, eol));
  if (removed.size > 0) {
    for (const list of lists) splices.push(...removals(text, list, removed, added.size === 0));
  }
  const [list] = lists;
  if (added.size > 0 && list !== undefined) splices.push(...additions(text, list, [...added.values()], eol));
  return splices;
}

function removals(
  text: string,
  list: EntryList,
  removed: ReadonlySet<EntrySpan>,
  nothingAdded: boolean,
): Splice[] {
  const { entries, place } = list;
  const splices: Splice[] = [];
  for (const [index, entry] of entries.entries()) {
    if (!removed.has(entry)) continue;
    splices.push({ start: leadOf(text, list, index), end: tailOf(text, list, entry), text: '', rank: 2 });
  }
  if (nothingAdded && splices.length > 0 && splices.length === entries.length && place.style === 'block') {
    splices.push({ start: place.colonEnd, end: place.colonEnd, text: ' []' });
  }
  return splices;
}

function additions(text: string, list: EntryList, added: readonly FieldValues[], eol: string): Splice[] {
  const { entries, place } = list;
  const shape = shapeOf(list, eol);
  const sorted = [...added].sort((a, b) => compareEntries(orderOf(a), orderOf(b)));
  if (place.style === 'missing') {
    const lines = sorted.map((fields) => entryText(fields, shape)).join('');
    return [insertLines(place.at, `claims:${eol}${lines}`, eol)];
  }
  const splices: Splice[] = [];
  if (place.style === 'empty' && place.valueEnd > place.colonEnd) {
    splices.push({ start: place.colonEnd, end: place.valueEnd, text: '' });
  }
  const indexOf = entryPlacer(entries);
  // Many new entries may go above the same comments.
  const leads = new Map<number, number>();
  const leadOnce = (index: number): number => {
    const lead = leads.get(index) ?? leadOf(text, list, index);
    leads.set(index, lead);
    return lead;
  };
  const last = entries.at(-1);
  const end =
    last === undefined ? nextLine(text, 'valueEnd' in place ? place.valueEnd : 0) : tailOf(text, list, last);
  for (const fields of sorted) {
    const index = indexOf(orderOf(fields));
    const at = index < entries.length ? leadOnce(index) : end;
    splices.push(insertLines(at, entryText(fields, shape), eol, 1));
  }
  return splices;
}

function shapeOf({ place, entries }: EntryList, eol: string): EntryShape {
  if (place.style !== 'block') return { ...GO_YAML_SHAPE, eol };
  const model = entries.find((entry) => !entry.flow && entry.fieldIndent > place.indent);
  return { indent: place.indent, offset: model === undefined ? 2 : model.fieldIndent - place.indent, eol };
}

function orderOf(fields: FieldValues): { category: string; name: string } {
  return { category: fields.category ?? '', name: fields.name ?? '' };
}
