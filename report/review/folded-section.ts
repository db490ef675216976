import type { FieldChange } from '../../core/plan';
import type { RedactedFieldChange } from '../../core/secrets/redact-field-changes';
import { countFields } from '../view/count-fields';
import { code, counted, phrase, type Phrase } from '../view/phrase';
import { fieldGroups } from './field-groups';
import type { Block, Section } from './section';

/** One claim or file of a review. */
interface Folded {
  readonly id: string;
  readonly heading: string;
  readonly summary: Phrase;
  readonly facts: readonly Phrase[];
  readonly path: string;
  /** As planned, to count what is in them. */
  readonly planned: readonly FieldChange[];
  /** The same, as they may be shown. */
  readonly fields: readonly RedactedFieldChange[];
  /** Stands above the diff. */
  readonly lead?: Phrase;
}

/** A summary with facts and the diff of fields below it. */
export function foldedSection({ id, heading, summary, facts, path, planned, fields, lead }: Folded): Section {
  const list: Block = { type: 'list', items: facts };
  const fold = (...blocks: Block[]): Block[] => [{ type: 'details', summary, blocks: [list, ...blocks] }];
  if (fields.length === 0) return { id, heading, blocks: fold(), brief: fold() };
  const groups = fieldGroups(fields);
  let lines = 0;
  let characters = 0;
  for (const group of groups) {
    lines += group.lines.length;
    for (const line of group.lines) characters += line.length;
  }
  const tooMuch = phrase`${countedFields(planned)} with ${counted(lines, 'line')} and ${characters} characters differ, too much to be shown here; see the file ${code(path)}.`;
  const heads: Block[] = lead === undefined ? [] : [{ type: 'text', text: lead }];
  return {
    id,
    heading,
    blocks: fold(...heads, { type: 'diff', groups }),
    brief: fold({ type: 'text', text: tooMuch }),
  };
}

/** How many single values differ. */
export function countedFields(fields: readonly FieldChange[]): Phrase {
  return counted(countFields(fields), 'field');
}
