import type { ScalarStyle } from './scalar-style';

/** One item of a list of strings and where it stands. */
export interface ItemSpan {
  readonly value: string;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly style: ScalarStyle;
  /** A tag stands in front of it. */
  readonly tagged?: true;
}

/** A list of strings inside a YAML text, in whichever form it has. */
export type ListSpan = BlockList | FlowList | NullList | MissingList;

/** One item a line. */
export interface BlockList {
  readonly form: 'block';
  /** At least one. */
  readonly items: readonly ItemSpan[];
  /** Column of the hyphens, from 0. */
  readonly indent: number;
  /** Just after the colon of the list's key. */
  readonly colonEnd: number;
}

/** `[a, b]`. */
export interface FlowList {
  readonly form: 'flow';
  readonly items: readonly ItemSpan[];
  /** Just inside the brackets. */
  readonly open: number;
  readonly close: number;
  readonly colonEnd: number;
  /** Column of the list's key; undefined where the list stands inside a flow map. */
  readonly keyIndent: number | undefined;
}

/** A key without a value, or with a written null. */
export interface NullList {
  readonly form: 'null';
  readonly items: readonly [];
  readonly colonEnd: number;
  readonly valueEnd: number;
  readonly keyIndent: number | undefined;
}

/** The list's key is not there, or none of the keys above it. */
export interface MissingList {
  readonly form: 'missing';
  readonly items: readonly [];
  /** Start of the line at which the missing keys go. */
  readonly at: number;
  /** Column of the first of them. */
  readonly indent: number;
  readonly keys: readonly string[];
  /** A written null in whose place they come. */
  readonly cut?: { readonly start: number; readonly end: number };
  /** Why the keys cannot be added. */
  readonly refusal?: Error;
}
