import type { Phrase } from '../view/phrase';

/** One field of a claim inside a fence: kept together where it fits, its title repeated where it does not. */
export interface FieldGroup {
  /** The line `@@ path @@`. */
  readonly title: string;
  /** Lines after the title, each with its sign in the first two columns. */
  readonly lines: readonly string[];
}

/** A piece of a review that knows how it may be divided. */
export type Block =
  /** What all of it is about. */
  | { readonly type: 'title'; readonly text: Phrase }
  /** Numbers with their words. */
  | { readonly type: 'counts'; readonly counts: readonly (readonly [word: string, count: number])[] }
  /** Never divided; bounded in length by those who make it. */
  | { readonly type: 'text'; readonly text: Phrase }
  /** Divided between items; each item is one line. */
  | { readonly type: 'list'; readonly items: readonly Phrase[] }
  /** A diff: divided between fields, then between lines, at last within a line. */
  | { readonly type: 'diff'; readonly groups: readonly FieldGroup[] }
  /** What stands folded below its summary, where the form has folds. */
  | { readonly type: 'details'; readonly summary: Phrase; readonly blocks: readonly Block[] }
  /** A line across. */
  | { readonly type: 'rule' };

/** What stays together if it can: the summary, one claim, the validation results. */
export interface Section {
  /** For people who read tests and logs; not part of the text. */
  readonly id: string;
  /** Heading that this section shares with its neighbours (`Added (3)`): written once, and again in each new part. */
  readonly heading?: string;
  /** Of thousands of claims few fit: what is asked for late is best made late, too. */
  readonly blocks: readonly Block[];
  /** Makes what says the same in few lines, where all of it would be more than a change request can hold. */
  readonly brief?: () => readonly Block[];
}

/** Begins the id of a section about a kept file. */
export const KEPT = 'kept ';
