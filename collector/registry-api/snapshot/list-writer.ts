import { createHash } from 'node:crypto';
import { tagOfHash } from './entity-tag';

/** What stands before the first claim of a list. */
export const LIST_HEAD = Buffer.from(
  '{"apiVersion":"claim-registry.io/v1alpha1","kind":"ClaimList","items":[',
);

/** A list as bytes, and where its claims stand in it. */
export interface WrittenList {
  readonly body: Buffer;
  /** See `entityTag`. */
  readonly tag: string;
  /** A claim as JSON: a part of the body. */
  part(index: number): Buffer;
}

/** Bytes between two updates of the hash. */
const HASHED_AT_ONCE = 2 ** 16;
/** What JSON needs beyond the registry's YAML, in most registries; where it is more the body is copied once. */
const SPARE = 1.25;

/** Writes the list of all claims once, as it is sent: single claims are parts of it, and it is hashed while it grows. */
export class ListWriter {
  private body: Buffer;
  private size = 0;
  private hashed = 0;
  private readonly hash = createHash('sha256');
  /** Where each claim begins. */
  private readonly starts: number[] = [];

  /** @param expected - bytes of the registry; memory that is not written to is not taken */
  constructor(expected: number) {
    this.body = Buffer.allocUnsafe(Math.ceil(expected * SPARE) + 1_024);
    this.size = LIST_HEAD.copy(this.body);
  }

  /** Adds a claim as JSON. */
  add(json: string): void {
    if (this.starts.length > 0) this.write(',');
    this.starts.push(this.size);
    this.write(json);
    if (this.size - this.hashed >= HASHED_AT_ONCE) this.hashOn();
  }

  end(): WrittenList {
    const { starts } = this;
    const ends = this.size;
    this.write(']}\n');
    this.hashOn();
    const body = this.body.subarray(0, this.size);
    const part = (index: number): Buffer => {
      const next = starts[index + 1];
      return body.subarray(starts[index], next === undefined ? ends : next - 1);
    };
    return { body, tag: tagOfHash(this.hash), part };
  }

  private write(text: string): void {
    // A unit of UTF-16 is three bytes at most.
    const needed = this.size + 3 * text.length;
    if (needed > this.body.length) {
      const larger = Buffer.allocUnsafe(Math.ceil(needed * SPARE));
      this.body.copy(larger, 0, 0, this.size);
      this.body = larger;
    }
    this.size += this.body.write(text, this.size);
  }

  private hashOn(): void {
    this.hash.update(this.body.subarray(this.hashed, this.size));
    this.hashed = this.size;
  }
}
