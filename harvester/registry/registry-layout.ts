import { nextLine } from '../text/splice';
import type { RegistrySchema } from './registry-schema';

/** One field of an entry and where it stands in the text. Offsets count UTF-16 units. */
export interface FieldSpan {
  readonly key: string;
  /** Text of a scalar; undefined for maps and lists. */
  readonly value: string | undefined;
  readonly keyStart: number;
  /** Just after the colon. */
  readonly colonEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Where a further field goes: start of the line below. */
  readonly end: number;
  readonly style: 'empty' | 'plain' | 'single' | 'double' | 'other';
}

/** One entry and where it stands in the text. */
export interface EntrySpan {
  readonly category: string;
  readonly name: string;
  /** Key of the map under which it stands; undefined in the list. */
  readonly cluster: string | undefined;
  /** See `keyOfEntry`. */
  readonly key: string;
  /** Every scalar field, also those that the contract does not know. */
  readonly fields: ReadonlyMap<string, string>;
  /** Whether a field is there and has this value; what `fields` says, without making text of it. */
  says(field: string, value: string): boolean;
  /** One of `fields`, without making text of the others. */
  valueOf(field: string): string | undefined;
  /** Line (from 1) of the hyphen. */
  readonly line: number;
  /** Start of the hyphen's line. */
  readonly start: number;
  /** Start of the line below the entry's last line. */
  readonly end: number;
  readonly spans: readonly FieldSpan[];
  /** Column of the field names, from 0. */
  readonly fieldIndent: number;
  /** `{name: …}`. */
  readonly flow: boolean;
}

/** How a list of entries is written below its key. */
export type ListPlace =
  | {
      readonly style: 'block';
      /** Column of the hyphens, from 0. */ readonly indent: number;
      readonly colonEnd: number;
    }
  | {
      readonly style: 'empty';
      /** `[]` or nothing stands between `colonEnd` and `valueEnd`. */ readonly colonEnd: number;
      readonly valueEnd: number;
    }
  | { readonly style: 'flow'; readonly colonEnd: number; readonly valueEnd: number }
  | { readonly style: 'missing'; /** Where the key goes. */ readonly at: number }
  | { readonly style: 'document-in-flow' };

/** The list `claims`, or that of one cluster. */
export interface EntryList {
  readonly entries: readonly EntrySpan[];
  readonly place: ListPlace;
}

/** A registry text, taken apart. */
export interface RegistryLayout {
  readonly text: string;
  readonly schema: RegistrySchema;
  /** One, or one of each cluster. */
  readonly lists: readonly EntryList[];
  /** All of it was proven regular, so that edits by lines cannot have effects elsewhere. */
  readonly regular: boolean;
}

const SPACE = 32;
const HASH = 35;

/** The entries of all lists, in the order of the text. */
export function entriesOf({ lists }: RegistryLayout): readonly EntrySpan[] {
  const [first] = lists;
  return first !== undefined && lists.length === 1 ? first.entries : lists.flatMap(({ entries }) => entries);
}

/**
 * Start of the comment lines directly above an entry of a list: they belong to it. A comment that is indented deeper than the
 * hyphens belongs to the entry before.
 */
export function leadOf(text: string, { entries, place }: EntryList, index: number): number {
  const before = entries[index - 1];
  // Nothing above this is looked at.
  const floor = before?.end ?? ('colonEnd' in place ? nextLine(text, place.colonEnd) : 0);
  const indent = place.style === 'block' ? place.indent : 0;
  let lead = (entries[index] as EntrySpan).start;
  while (lead > floor) {
    const line = text.lastIndexOf('\n', lead - 2) + 1;
    let at = line;
    while (text.charCodeAt(at) === SPACE) at++;
    if (line < floor || text.charCodeAt(at) !== HASH || (before !== undefined && at - line > indent)) break;
    lead = line;
  }
  return lead;
}

/** End of the comment lines directly below an entry that belong to it, because they are indented deeper than its hyphen. */
export function tailOf(text: string, { place }: EntryList, entry: EntrySpan): number {
  const indent = place.style === 'block' ? place.indent : 0;
  let tail = entry.end;
  while (tail < text.length) {
    let at = tail;
    while (text.charCodeAt(at) === SPACE) at++;
    if (text.charCodeAt(at) !== HASH || at - tail <= indent) break;
    tail = nextLine(text, at);
  }
  return tail;
}
