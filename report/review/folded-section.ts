import type { FieldChange } from '../../core/plan';
import type { RedactedFieldChange } from '../../core/secrets/redact-field-changes';
import { countFields } from '../view/count-fields';
import { code, counted, phrase, type Phrase } from '../view/phrase';
import { fieldGroups } from './field-groups';
import type { Block, Section } from './section';

/** What is said about one claim or file. */
interface Told {
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

/** One claim or file of a review. */
interface Folded {
  readonly id: string;
  readonly heading: string;
  /** Asked once, when the section is written. */
  readonly tell: () => Told;
}

interface Texts {
  readonly blocks: readonly Block[];
  readonly brief: readonly Block[];
}

/** A summary with facts and the diff of fields below it. */
export function foldedSection({ id, heading, tell }: Folded): Section {
  let made: Texts | undefined;
  const texts = (): Texts => (made ??= foldedTexts(tell()));
  return {
    id,
    heading,
    get blocks() {
      return texts().blocks;
    },
    brief: () => texts().brief,
  };
}

function foldedTexts({ summary, facts, path, planned, fields, lead }: Told): Texts {
  const list: Block = { type: 'list', items: facts };
  const fold = (...blocks: Block[]): Block[] => [{ type: 'details', summary, blocks: [list, ...blocks] }];
  if (fields.length === 0) return { blocks: fold(), brief: fold() };
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
    blocks: fold(...heads, { type: 'diff', groups }),
    brief: fold({ type: 'text', text: tooMuch }),
  };
}

/** How many single values differ. */
export function countedFields(fields: readonly FieldChange[]): Phrase {
  return counted(countFields(fields), 'field');
}
