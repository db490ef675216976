import { ToolkitError } from '../../core/errors/toolkit-error';
import type { TextMeasure } from './text-measure';

/** Something that stands around text: a fold, a fence, a heading above. */
export interface Wrapper {
  readonly open: string;
  /** How it begins again in a later part; default as `open`. */
  readonly again?: string;
  readonly close: string;
}

interface OpenWrapper extends Wrapper {
  wasOpened: boolean;
}

/**
 * Writes text into parts of limited length. What is open at the end of a part is closed there and opened again in the
 * next one, so that each part is whole. Wrappers are written with the first text inside them, so none is ever empty.
 */
export class PartWriter {
  private readonly parts: string[] = [];
  private readonly wrappers: OpenWrapper[] = [];
  private pieces: string[] = [];
  private used = 0;
  /** How many wrappers, from the outermost, are written in the current part. */
  private opened = 0;

  /** @param capacity - length of the part with this index, from 0, in the unit of the measure */
  constructor(
    private readonly capacity: (part: number) => number,
    readonly measure: TextMeasure,
  ) {}

  /** What still fits into the current part, with everything opened and closed around it. */
  get room(): number {
    return this.capacity(this.parts.length) - this.used - this.closings() - this.openings(this.opened);
  }

  /** What would fit into the next part. */
  get roomOfNewPart(): number {
    return this.capacity(this.parts.length + 1) - this.closings() - this.openings(0);
  }

  /** Writes a text that is never divided; begins a new part where it does not fit. */
  write(text: string): void {
    const length = this.measure.length(text);
    if (length === 0) {
      return;
    }
    if (length > this.room) {
      this.breakPart();
    }
    if (length > this.room) {
      throw new ToolkitError(
        'internal-error',
        `an indivisible block of ${length} does not fit into a part of ${this.room}`,
      );
    }
    for (const wrapper of this.wrappers.slice(this.opened)) {
      this.put(opening(wrapper));
      wrapper.wasOpened = true;
    }
    this.opened = this.wrappers.length;
    this.put(text);
  }

  /** Begins a new part where something of this length does not fit into the current one but would fit into a new one. */
  keepTogether(length: number): void {
    if (length > this.room && length <= this.roomOfNewPart) {
      this.breakPart();
    }
  }

  open(wrapper: Wrapper): void {
    this.wrappers.push({ ...wrapper, wasOpened: false });
  }

  /** Closes the wrapper opened last. */
  close(): void {
    const wrapper = this.wrappers.pop();
    if (wrapper !== undefined && this.opened > this.wrappers.length) {
      this.opened = this.wrappers.length;
      this.put(wrapper.close);
    }
  }

  /** Ends the current part unless nothing stands in it. */
  breakPart(): void {
    if (this.used === 0) {
      return;
    }
    for (const wrapper of this.wrappers.slice(0, this.opened).reverse()) {
      this.pieces.push(wrapper.close);
    }
    this.parts.push(`${this.pieces.join('').trimEnd()}\n`);
    this.pieces = [];
    this.used = 0;
    this.opened = 0;
  }

  /** All parts, at least one; the writer is used up. */
  finish(): string[] {
    this.breakPart();
    return this.parts.length === 0 ? ['\n'] : this.parts;
  }

  private put(text: string): void {
    this.pieces.push(text);
    this.used += this.measure.length(text);
  }

  private closings(): number {
    return this.wrappers.reduce((sum, wrapper) => sum + this.measure.length(wrapper.close), 0);
  }

  private openings(from: number): number {
    let sum = 0;
    for (const wrapper of this.wrappers.slice(from)) {
      // a wrapper may have to be opened again: the longer of the two counts
      sum += Math.max(this.measure.length(wrapper.open), this.measure.length(wrapper.again ?? ''));
    }
    return sum;
  }
}

function opening(wrapper: OpenWrapper): string {
  return wrapper.wasOpened ? (wrapper.again ?? wrapper.open) : wrapper.open;
}
