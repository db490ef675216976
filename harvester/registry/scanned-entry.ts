/** One entry of a registry as it was read. */
export interface ScannedEntry {
  /** See `keyOfEntry`: `<category>/<name>` in the list. */
  readonly key: string;
  /** Key of the map under which it stands; undefined in the list. */
  readonly cluster: string | undefined;
  /**
   * Scalar fields as text, known or not: plain scalars as they stand (`5`, a timestamp), null as the empty text. Maps and lists
   * are not in it.
   */
  readonly fields: ReadonlyMap<string, string>;
  /** Whether a field is there and has this value: cheaper than asking `fields`. */
  says(field: string, value: string): boolean;
  /** One of `fields`, without making text of the others. */
  valueOf(field: string): string | undefined;
  /** Line (from 1) of the entry's hyphen. */
  readonly line: number;
}
