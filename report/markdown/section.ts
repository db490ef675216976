/** One field of a claim inside a fence: kept together where it fits, its title repeated where it does not. */
export interface FieldGroup {
  /** The line `@@ path @@`. */
  readonly title: string;
  /** Lines after the title, each with its sign in the first two columns. */
  readonly lines: readonly string[];
}

/** A piece of Markdown that knows how it may be divided. */
export type Block =
  /** Never divided; bounded in length by those who make it. */
  | { readonly type: 'text'; readonly text: string }
  /** Divided between items; each item is one line. */
  | { readonly type: 'list'; readonly items: readonly string[] }
  /** A fenced diff: divided between fields, then between lines, at last within a line. */
  | { readonly type: 'diff'; readonly groups: readonly FieldGroup[] }
  /** A collapsible part; `summary` is safe HTML. */
  | { readonly type: 'details'; readonly summary: string; readonly blocks: readonly Block[] };

/** What stays together if it can: the summary, one claim, the validation results. */
export interface Section {
  /** For people who read tests and logs; not part of the text. */
  readonly id: string;
  /** Heading that this section shares with its neighbours (`Added (3)`): written once, and again in each new part. */
  readonly heading?: string;
  readonly blocks: readonly Block[];
  /** What says the same in few lines, where all of it would be more than a change request can hold. */
  readonly brief?: readonly Block[];
}

/** Begins the id of a section about a kept file. */
export const KEPT = 'kept ';

/** What a forge takes. */
export interface ReviewLimits {
  /** Longest description of a change request. GitHub: 65,536. At least {@link SHORTEST_LIMIT}. */
  readonly bodyLength: number;
  /** Longest comment; of no matter where `mostParts` is 1. */
  readonly commentLength: number;
  /** What the forge counts; default `characters`, counted as UTF-16 units, which are never fewer than code points. */
  readonly unit?: 'characters' | 'bytes';
  /** Description and comments together; default 100. Beyond, the longest claims are summarised, and said so. */
  readonly mostParts?: number;
}

/** Shorter limits than this cannot hold the longest indivisible block. */
export const SHORTEST_LIMIT = 8000;
