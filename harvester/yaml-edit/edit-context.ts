import type { Node } from 'yaml';
import type { JsonValue } from '../../core/claim-model';
import type { AliasTargets } from '../../core/yaml/check-nodes';
import type { Splice } from '../text/splice';

/** One document while its edits are gathered. */
export interface EditContext {
  readonly text: string;
  readonly eol: '\n' | '\r\n';
  readonly targets: AliasTargets;
  readonly splices: Splice[];
  /** Set when comments go with a field that could not be changed item by item. */
  losesComments: boolean;
  /**
   * Notes what makes another value of the one that stands in a slot, as few characters as can be: what is the same in both keeps its bytes.
   *
   * @param before - what the slot's node says; undefined: it is not known
   * @throws CannotEdit
   */
  readonly edit: (context: EditContext, slot: Slot, before: JsonValue | undefined, after: JsonValue) => void;
}

/** Where a value stands in a document. */
export interface Slot {
  readonly node: Node | null;
  /** Just behind the colon or hyphen, or where the value begins inside of brackets. */
  readonly behind: number;
  /** Column of the key or hyphen that the value belongs to. */
  readonly indent: number;
  readonly inFlow: boolean;
}

/** Removals come behind insertions at the same place, see `applySplices`. */
const REMOVAL_RANK = 1_000_000;

/** Notes a replacement; `replacement` has lines that end in LF. */
export function replace(context: EditContext, start: number, end: number, replacement: string): void {
  const { splices, eol } = context;
  const text = eol === '\n' ? replacement : replacement.replaceAll('\n', eol);
  splices.push({ start, end, text, rank: end > start ? REMOVAL_RANK : splices.length });
}

/** Notes whole lines that go in at the start of a line, or at the end of the text; each ends in LF. */
export function insertAt(context: EditContext, at: number, lines: string): void {
  const { splices, eol } = context;
  const text = eol === '\n' ? lines : lines.replaceAll('\n', eol);
  splices.push({ start: at, end: at, text, rank: splices.length, eol });
}
