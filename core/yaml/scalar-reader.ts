/** How one of the cluster's readers decodes scalars into no particular type. */
export interface ScalarReader {
  /**
   * A scalar that is neither quoted nor tagged. Integers beyond 2^53 are bigint, beyond 64 bits they are floats, as in Go.
   *
   * @returns undefined where the reader takes the text and then fails, because JSON cannot hold it; NaN and the infinities likewise
   */
  readonly plain: (text: string) => ScalarValue | undefined;
  /** A scalar with an explicit tag; undefined where the reader refuses it. */
  readonly tagged: (tag: string, text: string) => ScalarValue | undefined;
}

/** What a scalar can be. */
export type ScalarValue = string | number | bigint | boolean | null;
