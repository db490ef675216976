import { ReadFailure } from '../connection/read-failure';

/** Longest line, in bytes: an object of 1.5 MiB (etcd's limit) as JSON, twice over. */
const LONGEST_LINE = 8 * 2 ** 20;
const LINE_FEED = 0x0a;

/** Cuts a stream into lines, however its pieces are cut. */
export class LineSplitter {
  private parts: Buffer[] = [];
  private size = 0;

  constructor(private readonly take: (line: Buffer) => void) {}

  /** @throws ReadFailure `broken` where a line is too long */
  feed(chunk: Buffer): void {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      if (end < 0) break;
      const rest = chunk.subarray(start, end);
      const line = this.parts.length === 0 ? rest : Buffer.concat([...this.parts, rest]);
      this.parts = [];
      this.size = 0;
      if (line.length > 0) this.take(line);
      start = end + 1;
    }
    if (start === chunk.length) return;
    this.parts.push(chunk.subarray(start));
    this.size += chunk.length - start;
    if (this.size > LONGEST_LINE) {
      throw new ReadFailure('broken', `a line is longer than ${LONGEST_LINE} bytes`);
    }
  }

  /** @throws ReadFailure `broken` where the stream ended within a line */
  end(): void {
    if (this.size > 0) throw new ReadFailure('broken', 'the stream ended within a line');
  }
}
