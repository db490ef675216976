import type { RegistryEntry } from '../../core/registry-entry';
import { applySplices, insertLines, lineEndingOf, nextLine, type Splice } from '../text/splice';
import { assertEdited } from './assert-edited';
import { blockStyleText } from './block-style';
import { editFields } from './edit-fields';
import { entryText, GO_YAML_SHAPE, NEW_REGISTRY_HEAD, type EntryShape } from './entry-text';
import { compareEntries, entryPlacer } from './place-entries';
import type { RegistryEdit } from './registry-edit';
import { leadOf, tailOf, type EntrySpan, type RegistryLayout } from './registry-layout';
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
  const resolved = resolveEdits(layout.entries, edits);
  if (!layout.regular && (layout.claims.style === 'flow' || layout.claims.style === 'document-in-flow')) {
    return changesNothing(resolved) ? text : editRegistry(blockStyleText(layout, file), edits, file);
  }
  const edited = applySplices(text, splicesOf(layout, resolved));
  if (!layout.regular && edited !== text) assertEdited(layout, resolved, edited, file);
  return edited;
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

function splicesOf(layout: RegistryLayout, { changed, removed, added }: ResolvedEdits): Splice[] {
  const { text, entries } = layout;
  const eol = lineEndingOf(text);
  const splices: Splice[] = [];
  for (const [entry, fields] of changed) splices.push(...editFields(text, entry, fields, eol));
  if (removed.size > 0) splices.push(...removals(layout, removed, added.size === 0));
  if (added.size > 0) splices.push(...additions(layout, [...added.values()], shapeOf(layout, eol), entries));
  return splices;
}

function removals(layout: RegistryLayout, removed: ReadonlySet<EntrySpan>, nothingAdded: boolean): Splice[] {
  const { entries, claims } = layout;
  const splices: Splice[] = [];
  for (const [index, entry] of entries.entries()) {
    if (!removed.has(entry)) continue;
    const start = leadAt(layout, index);
    splices.push({ start, end: tailOf(layout, entry), text: '', rank: 2 });
  }
  if (nothingAdded && removed.size === entries.length && claims.style === 'block') {
    splices.push({ start: claims.colonEnd, end: claims.colonEnd, text: ' []' });
  }
  return splices;
}

/** Where an entry with its comment lines begins. */
function leadAt(layout: RegistryLayout, index: number): number {
  const { text, entries, claims } = layout;
  const before = entries[index - 1];
  const floor = before?.end ?? ('colonEnd' in claims ? nextLine(text, claims.colonEnd) : 0);
  return leadOf(layout, entries[index] as EntrySpan, before, floor);
}

function additions(
  layout: RegistryLayout,
  added: readonly Partial<RegistryEntry>[],
  shape: EntryShape,
  entries: readonly EntrySpan[],
): Splice[] {
  const { text, claims } = layout;
  const { eol } = shape;
  const sorted = [...added].sort((a, b) => compareEntries(orderOf(a), orderOf(b)));
  if (claims.style === 'missing') {
    const lines = sorted.map((fields) => entryText(fields, shape)).join('');
    return [insertLines(claims.at, `claims:${eol}${lines}`, eol)];
  }
  const splices: Splice[] = [];
  if (claims.style === 'empty' && claims.valueEnd > claims.colonEnd) {
    splices.push({ start: claims.colonEnd, end: claims.valueEnd, text: '' });
  }
  const place = entryPlacer(entries);
  // Many new entries may go above the same comments.
  const leads = new Map<number, number>();
  const leadOnce = (index: number): number => {
    const lead = leads.get(index) ?? leadAt(layout, index);
    leads.set(index, lead);
    return lead;
  };
  const last = entries.at(-1);
  const end =
    last === undefined ? nextLine(text, 'valueEnd' in claims ? claims.valueEnd : 0) : tailOf(layout, last);
  for (const fields of sorted) {
    const index = place(orderOf(fields));
    const at = index < entries.length ? leadOnce(index) : end;
    splices.push(insertLines(at, entryText(fields, shape), eol, 1));
  }
  return splices;
}

function shapeOf(layout: RegistryLayout, eol: string): EntryShape {
  const { claims, entries } = layout;
  if (claims.style !== 'block') return { ...GO_YAML_SHAPE, eol };
  const model = entries.find((entry) => !entry.flow && entry.fieldIndent > claims.indent);
  return { indent: claims.indent, offset: model === undefined ? 2 : model.fieldIndent - claims.indent, eol };
}

function orderOf(fields: Partial<RegistryEntry>): { category: string; name: string } {
  return { category: fields.category ?? '', name: fields.name ?? '' };
}
