/** A line of the entry before: where the next entry has the same, nothing of it has to be proven again. */
export interface KnownLine {
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

/** An entry with more is left to the library, so that looking for a name twice takes no time worth speaking of. */
const MOST_FIELDS = 64;
/** A line that was another one so often in a row is remembered only now and then. */
const MOST_MISSES = 3;
const SELDOM = 16;

/** The fields of an entry, and what those of entries before looked like: most entries have the same ones in the same order. */
export class KnownFields {
  /** Those of the entry, and behind `count` others that there were before: none twice. */
  private readonly known: KnownField[] = [];
  private count = 0;
  /** Names of the last entry that had others than the one before it. */
  private shape: readonly string[] = [];
  private byName: ReadonlyMap<string, number> = new Map();

  /** A new entry. */
  begin(): void {
    this.count = 0;
  }

  forget(): void {
    this.known.length = 0;
  }

  /** What is expected next. */
  get next(): KnownField | undefined {
    return this.known[this.count];
  }

  /** The field that came last. */
  get last(): KnownField {
    return this.known[this.count - 1] as KnownField;
  }

  /** The expected field has come, with the line that is known. */
  take(field: KnownField): void {
    field.misses = 0;
    this.count += 1;
  }

  /** Whether the line of a field that has come with another one is worth keeping: what differs in every entry is not. */
  isWorthKeeping(field: KnownField): boolean {
    field.misses += 1;
    return field.misses <= MOST_MISSES || field.misses % SELDOM === 0;
  }

  /** Takes the field whose name stands here. @returns false for one that the entry has already, or too many */
  isNew(text: string, start: number, colon: number): boolean {
    const { known, count } = this;
    const expected = known[count]?.name;
    if (expected?.length !== colon - start || !text.startsWith(expected, start)) {
      const name = text.slice(start, colon);
      const at = known.findIndex((field) => field.name === name);
      if (count >= MOST_FIELDS || (at >= 0 && at < count)) return false;
      const [field] = at < 0 ? [] : known.splice(at, 1);
      known.splice(count, 0, field ?? { name, line: undefined, misses: 0 });
      known.length = Math.min(known.length, MOST_FIELDS);
    }
    this.count += 1;
    return true;
  }

  has(name: string): boolean {
    const at = this.known.findIndex((field) => field.name === name);
    return at >= 0 && at < this.count;
  }

  /** Places by name; entries of one shape share the map. */
  places(): ReadonlyMap<string, number> {
    const { known, count, shape } = this;
    let same = shape.length === count;
    for (let index = 0; same && index < count; index++) same = shape[index] === known[index]?.name;
    if (!same) {
      this.shape = known.slice(0, count).map(({ name }) => name);
      this.byName = new Map(this.shape.map((name, index) => [name, index]));
    }
    return this.byName;
  }
}
