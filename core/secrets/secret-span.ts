/** A stretch of a text that is a secret: `[start, end)` in UTF-16 units. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  /** False where it could be a name as well: hidden from readers, but no error. */
  readonly isCertain: boolean;
}

/** Finds secrets of one form in a text, in time linear in its length; they may overlap and come in any order. */
export type SpanFinder = (text: string) => Iterable<SecretSpan>;
