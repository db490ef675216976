/** A line of the entry before: where the next entry has the same, nothing of it has to be proven again. */
interface KnownLine {
  /** From the indentation to the line's end, with it. */
  readonly text: string;
  /** From the line's start; -1 for an empty value. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Set in the line that says the category. */
  readonly category?: string;
}

/** A field that entries before had. */
export interface KnownField {
  readonly name: string;
  line: KnownLine | undefined;
  /** How often in a row its line was another one. */
  misses: number;
}
