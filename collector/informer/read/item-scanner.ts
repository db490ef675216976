import { ReadFailure } from '../connection/read-failure';

/** Largest item, and largest rest, in bytes. */
const LARGEST = 8 * 2 ** 20;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Depth of the items: within the document and its list. */
const ITEM_DEPTH = 2;

/**
 * Cuts the items out of a list as it comes (`{"metadata": …, "items": [ … ]}`), so that no more than one is in memory. What is around them is the envelope.
 * It follows strings and brackets; whether an item is JSON is for `JSON.parse` to say.
 */
export class ItemScanner {
  private depth = 0;
  private isString = false;
  private isEscaped = false;
  private isKey = false;
  private key: number[] = [];
  private isItems = false;
  private readonly envelope: Buffer[] = [];
  private item: Buffer[] | undefined;
  private size = 0;

  constructor(private readonly take: (item: Buffer) => void) {}

  /** @throws ReadFailure `broken` where it is no list, or too large */
  feed(chunk: Buffer): void {
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (this.isString) {
        this.inString(byte);
        continue;
      }
      switch (byte) {
        case QUOTE:
          this.isString = true;
          if (this.isKey) this.key = [];
          break;
        case OPEN_OBJECT:
        case OPEN_LIST:
          if (this.isItems && this.depth === ITEM_DEPTH) {
            this.keep(chunk.subarray(start, at));
            start = at;
            this.item = [];
            this.size = 0;
          }
          this.open(byte);
          break;
        case CLOSE_OBJECT:
        case CLOSE_LIST:
          this.depth -= 1;
          if (this.item !== undefined && this.depth === ITEM_DEPTH) {
            const last = chunk.subarray(start, at + 1);
            const item = this.item.length === 0 ? last : Buffer.concat([...this.item, last]);
            this.item = undefined;
            this.size = 0;
            start = at + 1;
            this.take(item);
          } else if (this.depth < ITEM_DEPTH) this.isItems = false;
          break;
        case COMMA:
          if (this.depth === 1) this.isKey = true;
          else if (this.isItems && this.depth === ITEM_DEPTH) {
            this.keep(chunk.subarray(start, at));
            start = at + 1;
          }
          break;
        case COLON:
          if (this.depth === 1) this.isKey = false;
      }
    }
    this.keep(chunk.subarray(start));
  }

  /**
   * What was around the items, with an empty list in their place.
   *
   * @throws ReadFailure `broken` where the list is not whole
   */
  end(): unknown {
    try {
      if (this.item === undefined) return JSON.parse(Buffer.concat(this.envelope).toString());
    } catch {
      // Told below.
    }
    throw new ReadFailure('broken', 'the list is not JSON, or was cut');
  }

  private inString(byte: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === BACKSLASH) this.isEscaped = true;
    else if (byte === QUOTE) this.isString = false;
    // A key that is longer is none of ours.
    else if (this.isKey && this.depth === 1 && this.key.length < 8) this.key.push(byte);
  }

  private open(byte: number): void {
    const isFirst = this.depth === 0;
    if (this.depth === 1 && !this.isKey && byte === OPEN_LIST) {
      this.isItems = String.fromCharCode(...this.key) === 'items';
    }
    this.depth += 1;
    if (isFirst) this.isKey = true;
  }

  private keep(part: Buffer): void {
    if (part.length === 0) return;
    (this.item ?? this.envelope).push(part);
    this.size += part.length;
    if (this.size > LARGEST) {
      throw new ReadFailure('broken', `an item of the list is larger than ${LARGEST} bytes`);
    }
  }
}
