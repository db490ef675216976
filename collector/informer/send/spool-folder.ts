import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { watchedKey } from '../kind-names';
import type { BoxedClaim } from './claim-box';
import type { Spool } from './spool';
import { spooledClaim, spoolLine } from './spooled-claim';

/** Most bytes of a spool. */
const LARGEST = 64 * 2 ** 20;
/** Characters that are written at once. */
const CHUNK = 2 ** 20;

/** Where a spool is, and how large it may be. */
export interface SpoolFolderOptions {
  readonly folder: string;
  /** Bytes. @default 64 MiB */
  readonly largest?: number;
  /** Told of what the disk refuses; the informer goes on without. */
  readonly onProblem: (error: unknown) => void;
}

/**
 * A spool in a folder: a line for every state that waits, appended and synced, the last line of a claim counts. A file that became too large is written anew from what waits, beside the old one, and
 * renamed over it, so that a kill at any moment leaves one or the other.
 */
export class SpoolFolder implements Spool {
  private readonly path: string;
  private readonly largest: number;
  private written = new WeakMap<BoxedClaim, number>();
  /** Bytes of the file; undefined before it was looked at. */
  private size: number | undefined;

  constructor(private readonly options: SpoolFolderOptions) {
    this.path = join(options.folder, 'waiting.jsonl');
    this.largest = options.largest ?? LARGEST;
  }

  async load(): Promise<readonly BoxedClaim[]> {
    try {
      await mkdir(this.options.folder, { recursive: true, mode: 0o700 });
      this.size = await sizeOf(this.path);
      // Nobody but this class writes it, so a larger one is none of its own.
      if (this.size === 0 || this.size > 2 * this.largest) return [];
      const claims = new Map<string, BoxedClaim>();
      for await (const line of createInterface({ input: createReadStream(this.path, 'utf8') })) {
        const claim = spooledClaim(line);
        if (claim !== undefined) claims.set(keyOf(claim), claim);
      }
      return [...claims.values()];
    } catch (error) {
      this.options.onProblem(error);
      return [];
    }
  }

  async keep(waiting: Iterable<BoxedClaim>): Promise<number> {
    try {
      const all = [...waiting];
      const news = all.filter((claim) => this.written.get(claim) !== claim.version);
      if (news.length === 0) return 0;
      this.size ??= await sizeOf(this.path);
      const left = await this.write(news, this.path, 'a', this.largest - this.size);
      return left === 0 ? 0 : await this.rewrite(all);
    } catch (error) {
      this.options.onProblem(error);
      return 0;
    }
  }

  async clear(): Promise<void> {
    if (this.size === 0) return;
    try {
      await rm(this.path, { force: true });
      this.size = 0;
      this.written = new WeakMap();
    } catch (error) {
      this.options.onProblem(error);
    }
  }

  private async rewrite(all: readonly BoxedClaim[]): Promise<number> {
    const beside = `${this.path}.new`;
    this.written = new WeakMap();
    this.size = 0;
    // What is gone comes first: what stands is learned again from the cluster.
    const ordered = [...all.filter(({ isGone }) => isGone), ...all.filter(({ isGone }) => !isGone)];
    const left = await this.write(ordered, beside, 'w', this.largest);
    await rename(beside, this.path);
    return left;
  }

  /** @returns how many did not fit */
  private async write(
    claims: readonly BoxedClaim[],
    path: string,
    flags: 'a' | 'w',
    room: number,
  ): Promise<number> {
    const file = await open(path, flags, 0o600);
    try {
      let chunk = '';
      let used = 0;
      let count = 0;
      const flush = async (): Promise<void> => {
        await file.appendFile(chunk);
        this.size = (this.size ?? 0) + Buffer.byteLength(chunk);
        chunk = '';
      };
      for (const claim of claims) {
        const line = spoolLine(claim);
        used += Buffer.byteLength(line);
        if (used > room) break;
        chunk += line;
        count += 1;
        this.written.set(claim, claim.version);
        if (chunk.length >= CHUNK) await flush();
      }
      await flush();
      await file.sync();
      return claims.length - count;
    } finally {
      await file.close();
    }
  }
}

function keyOf({ kind, claim }: BoxedClaim): string {
  return JSON.stringify([watchedKey(kind), claim.namespace, claim.name]);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ENOENT') return 0;
    throw error;
  }
}
