import { readSync } from 'node:fs';
import type { Bytes } from '../core/bytes/bytes';

/** Bytes of an open file, which nobody changes. Whoever opened it closes it. */
export class FileBytes implements Bytes {
  constructor(
    private readonly descriptor: number,
    readonly length: number,
  ) {}

  subarray(start: number, end: number): Buffer {
    const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(end, this.length) - start));
    this.copy(bytes, 0, start, start + bytes.length);
    return bytes;
  }

  copy(target: Buffer, targetStart: number, start: number, end: number): number {
    const count = Math.min(end, this.length) - start;
    for (let done = 0; done < count;) {
      const read = readSync(this.descriptor, target, targetStart + done, count - done, start + done);
      if (read === 0) throw new Error('a file became shorter while it was read');
      done += read;
    }
    return count;
  }

  toString(): string {
    return this.subarray(0, this.length).toString();
  }
}
