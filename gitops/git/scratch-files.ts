import { closeSync, fstatSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Bytes, windowsOf } from '../../core/bytes/bytes';
import { FileBytes } from '../file-bytes';

/** Files of one run for what is too large for memory, in a folder that goes with the run. */
export class ScratchFiles {
  private readonly open = new Set<number>();
  private count = 0;

  constructor(private readonly folder: string) {}

  /**
   * A file that somebody fills.
   *
   * @returns its bytes, to be read until the files are closed; undefined where there are not as many as were to come
   */
  async filled(length: number, fill: (descriptor: number) => Promise<unknown>): Promise<Bytes | undefined> {
    const path = this.nextPath();
    const descriptor = openSync(path, 'wx+', 0o600);
    this.open.add(descriptor);
    try {
      await fill(descriptor);
    } catch (error) {
      this.end(descriptor, path);
      throw error;
    }
    if (fstatSync(descriptor).size === length) return new FileBytes(descriptor, length);
    this.end(descriptor, path);
    return undefined;
  }

  /** Lends a file that holds these parts, which is read from its start, and removes it. */
  async lent<Result>(parts: readonly Bytes[], use: (descriptor: number) => Promise<Result>): Promise<Result> {
    const path = this.nextPath();
    const written = openSync(path, 'wx', 0o600);
    try {
      for (const window of windowsOf(parts)) {
        for (let at = 0; at < window.length;) at += writeSync(written, window, at);
      }
    } finally {
      closeSync(written);
    }
    const descriptor = openSync(path, 'r');
    try {
      return await use(descriptor);
    } finally {
      this.end(descriptor, path);
    }
  }

  /** What was read from them is not to be read any more. */
  close(): void {
    for (const descriptor of this.open) closeSync(descriptor);
    this.open.clear();
  }

  private nextPath(): string {
    return join(this.folder, `scratch-file-${++this.count}`);
  }

  private end(descriptor: number, path: string): void {
    closeSync(descriptor);
    this.open.delete(descriptor);
    rmSync(path, { force: true });
  }
}
