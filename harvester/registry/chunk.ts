import type { Bytes } from '../../core/bytes/bytes';

/** A piece of a list in memory, from the start of a line to the start of an entry, or the end of all. */
export class Chunk {
  base = 0;
  end = 0;
  bytes: Buffer = Buffer.alloc(0);
  private memory: Buffer | undefined;
  private readonly hyphen: Buffer;

  /**
   * @param indent - column of the hyphens: one in that column begins an entry, whatever stands around it
   * @param size - how much is read at once
   */
  constructor(
    private readonly all: Bytes,
    indent: number,
    private readonly size: number,
  ) {
    this.hyphen = Buffer.from(`\n${' '.repeat(indent)}- `);
  }

  /** Goes on to the chunk in which a line begins. */
  reach(position: number): void {
    if (position < this.end || (position === this.end && position === this.all.length)) return;
    const { length } = this.all;
    for (let { size } = this; ; size *= 2) {
      const end = Math.min(position + size, length);
      const bytes = this.read(position, end);
      const last = end === length ? bytes.length : bytes.lastIndexOf(this.hyphen) + 1;
      if (last === 0 && end < length) continue;
      this.base = position;
      this.end = position + last;
      this.bytes = bytes.subarray(0, last);
      return;
    }
  }

  /** Where the last entry begins that does so about a window further on, or the next one for a window of 1; the end of the chunk where there is none. */
  entryNear(from: number, window: number): number {
    const start = from - this.base;
    const { bytes, hyphen } = this;
    if (window === 1) {
      const at = bytes.indexOf(hyphen, start);
      return at < 0 ? this.end : this.base + at + 1;
    }
    for (let size = window; start + size < bytes.length; size *= 2) {
      const at = bytes.subarray(start, start + size).lastIndexOf(hyphen);
      if (at > 0) return from + at + 1;
    }
    return this.end;
  }

  /** A part of it that stays when it goes on. */
  kept(start: number, end: number): Buffer {
    const part = this.bytes.subarray(start - this.base, end - this.base);
    return Buffer.isBuffer(this.all) ? part : Buffer.from(part);
  }

  private read(start: number, end: number): Buffer {
    if (Buffer.isBuffer(this.all)) return this.all.subarray(start, end);
    const count = end - start;
    if (this.memory === undefined || this.memory.length < count) {
      this.memory = Buffer.allocUnsafeSlow(Math.max(count, Math.min(this.size, this.all.length)));
    }
    this.all.copy(this.memory, 0, start, end);
    return this.memory.subarray(0, count);
  }
}
