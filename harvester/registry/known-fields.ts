/** A line of the entry before: where the next entry has the same, nothing of it has to be proven again. */
export interface KnownLine {
  /** Where it stands in the text: from the indentation to the line's end, with it. */
  readonly start: number;
  readonly end: number;
  /** From the line's start; -1 for an empty value. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Undefined but in the line that says the category. */
  readonly category: string | undefined;
}

/** A field that entries before had. */
export interface KnownField {
  readonly name: string;
  line: KnownLine | undefined;
  /** How often in a row its line was another one. */
  misses: number;
  /** Number of the last entry that had it. */
  entry: number;
}

/** An entry with more is left to the library, so that looking for a name twice takes no time worth speaking of. */
const MOST_FIELDS = 64;
/** A line that was another one so often in a row is remembered only now and then. */
const MOST_MISSES = 3;
const SELDOM = 16;
/** So many fields in a row may be missing in an entry, and its next line is still compared with the one that is known. */
const LOOKED_AT = 3;

/** The fields of an entry, and what those of entries before looked like: most entries have the same ones in the same order, some of them now and then. */
export class KnownFields {
  /** Of all entries so far, none twice. */
  private known: KnownField[] = [];
  /** Where among them the next field is expected. */
  private cursor = 0;
  private entry = 0;
  /** Those of the entry, in its order. */
  private readonly own: KnownField[] = [];
  /** Fields of the last entry that had others than the one before it. */
  private shape: readonly KnownField[] = [];
  private byName: ReadonlyMap<string, number> = new Map();

  /** A new entry. */
  begin(): void {
    this.entry += 1;
    this.cursor = 0;
    this.own.length = 0;
  }

  forget(): void {
    this.known.length = 0;
  }

  /** The lines stood in another text. */
  forgetLines(): void {
    for (const field of this.known) field.line = undefined;
  }

  /** The field that came last. */
  get last(): KnownField {
    return this.own.at(-1) as KnownField;
  }

  /** The field whose line stands here again, which has come then. @param isAgain - tells of a line whether it does */
  again(isAgain: (line: KnownLine) => boolean): KnownLine | undefined {
    const { known, cursor, entry } = this;
    const end = Math.min(cursor + LOOKED_AT, known.length);
    for (let index = cursor; index < end; index++) {
      const field = known[index] as KnownField;
      const { line } = field;
      if (line === undefined || field.entry === entry || !isAgain(line)) continue;
      field.misses = 0;
      this.take(field, index);
      return line;
    }
    return undefined;
  }

  private take(field: KnownField, index: number): void {
    field.entry = this.entry;
    this.own.push(field);
    this.cursor = index + 1;
  }

  /** Whether the line of a field that has come with another one is worth keeping: what differs in every entry is not. */
  isWorthKeeping(field: KnownField): boolean {
    field.misses += 1;
    return field.misses <= MOST_MISSES || field.misses % SELDOM === 0;
  }

  /** Takes the field whose name stands here. @returns false for one that the entry has already, or too many */
  isNew(text: string, start: number, colon: number): boolean {
    const { known, cursor, entry } = this;
    if (this.own.length >= MOST_FIELDS) return false;
    const { length } = known;
    for (let step = 0; step < length; step++) {
      const index = cursor + step < length ? cursor + step : cursor + step - length;
      const field = known[index] as KnownField;
      if (field.name.length !== colon - start || !text.startsWith(field.name, start)) continue;
      if (field.entry === entry) return false;
      this.take(field, index);
      return true;
    }
    // What no entry had for long makes room; that of this entry is still known.
    if (length >= MOST_FIELDS) {
      this.known = known.filter((field) => field.entry === entry);
      this.cursor = this.known.length;
    }
    const field = { name: text.slice(start, colon), line: undefined, misses: 0, entry };
    this.known.splice(this.cursor, 0, field);
    this.take(field, this.cursor);
    return true;
  }

  has(name: string): boolean {
    return this.own.some((field) => field.name === name);
  }

  /** Places by name; entries of one shape share the map. */
  places(): ReadonlyMap<string, number> {
    const { own, shape } = this;
    let same = shape.length === own.length;
    for (let index = 0; same && index < own.length; index++) same = shape[index] === own[index];
    if (!same) {
      this.shape = own.slice();
      this.byName = new Map(own.map(({ name }, index) => [name, index]));
    }
    return this.byName;
  }
}
