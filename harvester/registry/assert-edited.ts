import { ToolkitError } from '../../core/errors/toolkit-error';
import { entriesOf, type EntrySpan, type RegistryLayout } from './registry-layout';
import type { ResolvedEdits } from './resolve-edits';
import { takeApart } from './scan-registry';
import { compareText } from '../../core/text/compare-text';

const NEW_ENTRY = { cluster: undefined, fields: new Map<string, string>() };

/**
 * Makes sure that an edit of a text with anchors, merge keys or other rarities did what was asked and nothing else.
 *
 * @throws ToolkitError `registry-not-editable`
 */
export function assertEdited(
  layout: RegistryLayout,
  edits: ResolvedEdits,
  edited: string,
  file: string,
): void {
  const wanted = entriesOf(layout)
    .filter((entry) => !edits.removed.has(entry))
    .map((entry) => expected(entry, edits.changed.get(entry)));
  for (const fields of edits.added.values()) wanted.push(expected(NEW_ENTRY, fields));
  let found: string[] = [];
  let problem = 'the edit would change entries that it must not touch';
  try {
    found = entriesOf(takeApart(edited, file)).map((entry) => expected(entry, undefined));
  } catch (error) {
    problem = `the edit would make the file unreadable (${error instanceof Error ? error.message : String(error)})`;
  }
  // The order is the placer's business; here only what the entries say counts.
  if (wanted.sort().join('\n') === found.sort().join('\n')) return;
  throw new ToolkitError(
    'registry-not-editable',
    `${file}: ${problem}; write the entries out without anchors and merge keys`,
  );
}

function expected(
  { cluster = '', fields }: Pick<EntrySpan, 'cluster' | 'fields'>,
  changes: object | undefined,
): string {
  const result = new Map(fields);
  for (const [field, value] of Object.entries(changes ?? {}) as [string, string | undefined][]) {
    result.set(field, value ?? '');
  }
  const said = [...result].filter(([, value]) => value !== '').sort(([a], [b]) => compareText(a, b));
  return JSON.stringify([cluster, ...said]);
}
