/** Native encoding pays off from here on; below it a loop is faster than the call. */
const LONG = 64;
/** UTF-8 takes at most three bytes for each UTF-16 unit. */
const BYTES_A_UNIT = 3;
const SPACE = 32;
/** What a once very long text made of the buffer is given back after it. */
const KEPT_CAPACITY = 1024 * 1024;
const FIRST_CAPACITY = 64 * 1024;
const KEPT_VIEWS = 1024;

/**
 * Text that is put together as UTF-8 in one buffer that is used again and again: where only a hash of the text is wanted, no
 * string is ever made.
 */
export class TextBytes {
  /** Bytes that stay free in front, for a header that is known only afterwards. */
  static readonly HEADROOM = 32;

  private buffer: Buffer = Buffer.allocUnsafeSlow(FIRST_CAPACITY);
  private end = TextBytes.HEADROOM;
  private readonly views = new Map<number, Uint8Array>();

  /** Starts a new text. */
  clear(): void {
    this.end = TextBytes.HEADROOM;
    if (this.buffer.length > KEPT_CAPACITY) this.use(Buffer.allocUnsafeSlow(FIRST_CAPACITY));
  }

  /** Appends text without lone surrogates. */
  put(text: string): void {
    const { length } = text;
    if (this.end + length * BYTES_A_UNIT > this.buffer.length) this.grow(length * BYTES_A_UNIT);
    const { buffer, end } = this;
    if (length > LONG) {
      this.end = end + buffer.write(text, end);
      return;
    }
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code > 127) {
        this.end = end + buffer.write(text, end);
        return;
      }
      buffer[end + index] = code;
    }
    this.end = end + length;
  }

  putSpaces(count: number): void {
    if (this.end + count > this.buffer.length) this.grow(count);
    const { buffer, end } = this;
    for (let index = 0; index < count; index++) buffer[end + index] = SPACE;
    this.end = end + count;
  }

  /** The text as it stands. */
  toString(): string {
    return this.buffer.toString('utf8', TextBytes.HEADROOM, this.end);
  }

  /**
   * The bytes with a header in front of them; valid until the next text is started.
   *
   * @param headerFor - makes the header, ASCII of at most {@link HEADROOM} characters, for a length in bytes
   */
  withHeader(headerFor: (length: number) => string): Uint8Array {
    const header = headerFor(this.end - TextBytes.HEADROOM);
    const start = TextBytes.HEADROOM - header.length;
    for (let index = 0; index < header.length; index++) this.buffer[start + index] = header.charCodeAt(index);
    return this.view(start);
  }

  /** Texts of one kind have few lengths, so most views were made before. */
  private view(start: number): Uint8Array {
    const key = this.end * (TextBytes.HEADROOM + 1) + start;
    let view = this.views.get(key);
    if (view === undefined) {
      if (this.views.size >= KEPT_VIEWS) this.views.clear();
      this.views.set(key, (view = this.buffer.subarray(start, this.end)));
    }
    return view;
  }

  private use(buffer: Buffer): void {
    this.buffer = buffer;
    this.views.clear();
  }

  private grow(more: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.end + more));
    this.buffer.copy(grown, 0, 0, this.end);
    this.use(grown);
  }
}
