/** Levels of arrays and objects that Go reads (encoding/json: `maxNestingDepth`). */
const MOST_LEVELS = 10_000;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?/iy;
const LITERALS: Readonly<Record<string, string>> = { t: 'true', f: 'false', n: 'null' };
/** What may stand in a string as it is; a quote, a backslash or a control character ends it. */
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-F]{4})/iy;

/** The text is no JSON. */
export class JsonSyntaxError extends Error {}

/** Walks over JSON text from the front, value by value, in linear time and without recursion. */
export class JsonScanner {
  position = 0;

  constructor(readonly text: string) {}

  /** The next character that is no white space (JSON knows four); undefined at the end. */
  peek(): string | undefined {
    const { text } = this;
    for (;;) {
      const character = text[this.position];
      if (character !== ' ' && character !== '\n' && character !== '\r' && character !== '\t') {
        return character;
      }
      this.position += 1;
    }
  }

  /** Takes one character, if it is the next one. */
  take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.position += 1;
    return true;
  }

  /** @throws JsonSyntaxError where another one is next */
  expect(character: string): void {
    if (!this.take(character)) this.fail();
  }

  /** A string, decoded; halves of surrogate pairs as U+FFFD. */
  string(): string {
    const raw = this.rawString();
    // A copy: a part of the text would keep all of it in memory.
    const value = raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
    return Buffer.from(value).toString();
  }

  /** The text of the next value. */
  rawValue(): string {
    this.peek();
    const start = this.position;
    this.skipValue();
    return this.text.slice(start, this.position);
  }

  private rawString(): string {
    if (this.peek() !== '"') this.fail();
    const { text } = this;
    const start = this.position;
    let at = start + 1;
    for (;;) {
      PLAIN.lastIndex = at;
      PLAIN.test(text);
      at = PLAIN.lastIndex;
      if (text[at] === '"') break;
      ESCAPE.lastIndex = at;
      if (!ESCAPE.test(text)) this.fail();
      at = ESCAPE.lastIndex;
    }
    this.position = at + 1;
    return text.slice(start, this.position);
  }

  private skipValue(): void {
    const open: string[] = [];
    for (;;) {
      this.skipStart(open);
      // After a value: ends of what holds it, or what follows in there.
      for (;;) {
        const holder = open.at(-1);
        if (holder === undefined) return;
        if (this.take(',')) {
          if (holder === '}') this.key();
          break;
        }
        this.expect(holder);
        open.pop();
      }
    }
  }

  /** Goes to the first scalar of a value; an empty array or object is one. */
  private skipStart(open: string[]): void {
    for (;;) {
      if (this.take('{')) {
        if (this.take('}')) {
          this.allow(open.length + 1);
          return;
        }
        open.push('}');
        this.key();
      } else if (this.take('[')) {
        if (this.take(']')) {
          this.allow(open.length + 1);
          return;
        }
        open.push(']');
      } else {
        this.skipScalar();
        return;
      }
      this.allow(open.length);
    }
  }

  /** The root of a report is a level, too. */
  private allow(levels: number): void {
    if (levels + 1 > MOST_LEVELS) this.fail();
  }

  private key(): void {
    this.rawString();
    this.expect(':');
  }

  private skipScalar(): void {
    const character = this.peek();
    if (character === '"') {
      this.rawString();
      return;
    }
    const literal = LITERALS[character ?? ''];
    if (literal !== undefined) {
      if (!this.text.startsWith(literal, this.position)) this.fail();
      this.position += literal.length;
      return;
    }
    NUMBER.lastIndex = this.position;
    if (!NUMBER.test(this.text)) this.fail();
    this.position = NUMBER.lastIndex;
  }

  private fail(): never {
    throw new JsonSyntaxError(`invalid JSON at ${this.position}`);
  }
}
