import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectFormat } from '../../core/snapshot';
import type { ChildEnvironment, ConfigPair } from './git-environment';
import { createGitRunner } from './git-runner';
import { writeEmptyRepository } from './scratch-repository';

/** Folders of targets below the cache's own. */
const TARGETS = 'targets';
const DAY = 24 * 60 * 60 * 1000;
/** A target that nobody looked at for this long is fetched anew. */
const UNUSED_AFTER = 30 * DAY;
/** Packs beyond this number are made one. */
const MOST_PACKS = 20;

/** Configuration of Git in a cache: what comes in stays one pack, however small, so that packs are all there is to count. */
export const CACHE_CONFIG: readonly ConfigPair[] = [['fetch.unpackLimit', '1']];

/**
 * Objects of remote targets, kept between runs so that only what is new has to be fetched. A bare repository for each target, of
 * which the scratch repository of a run borrows objects; content is checked by its own hash, so an old cache is no wrong one.
 * Nobody depends on it: without one, or with a broken one, everything is fetched.
 */
export interface ObjectCache {
  /** The bare repository. */
  readonly folder: string;
  /** Takes over what a run has fetched. Never throws: a cache that cannot be written is none. */
  keep(scratchFolder: string): Promise<void>;
  /** Removes it, for one that turned out to be broken. */
  drop(): Promise<void>;
}

/** What a cache needs to be found. */
export interface CacheOptions {
  /** Folder of all caches of this user. */
  readonly root: string;
  /** Address of the target, without credentials. */
  readonly url: string;
  readonly objectFormat: ObjectFormat;
  readonly environment: ChildEnvironment;
  /** Milliseconds one Git command may take. */
  readonly timeLimit: number;
  /** Milliseconds since 1970: what is unused is judged by it. */
  readonly now: number;
}

/** Finds or makes the cache of a target; undefined where none can be had, for whatever reason. */
export async function openObjectCache(options: CacheOptions): Promise<ObjectCache | undefined> {
  const targets = join(options.root, TARGETS);
  const name = createHash('sha256')
    .update(`${options.objectFormat}\n${options.url}`)
    .digest('hex')
    .slice(0, 32);
  const folder = join(targets, `${name}.git`);
  try {
    await mkdir(targets, { recursive: true, mode: 0o700 });
    await sweep(targets, options.now);
    if (!(await exists(join(folder, 'HEAD')))) await make(targets, folder, options.objectFormat);
    const now = new Date(options.now);
    await utimes(folder, now, now);
  } catch {
    return undefined;
  }
  return {
    folder,
    keep: (scratchFolder) => keep(folder, scratchFolder, options).catch(() => undefined),
    drop: () => rm(folder, { recursive: true, force: true }).catch(() => undefined),
  };
}

/** Whole or not at all: another run may be making the same one. */
async function make(targets: string, folder: string, objectFormat: ObjectFormat): Promise<void> {
  const made = await mkdtemp(join(targets, 'new-'));
  try {
    await writeEmptyRepository(made, objectFormat);
    await rename(made, folder);
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    if (!(await exists(join(folder, 'HEAD')))) throw error;
  }
}

async function keep(folder: string, scratchFolder: string, options: CacheOptions): Promise<void> {
  const { environment, timeLimit } = options;
  const git = createGitRunner({ folder, target: folder, timeLimit });
  const refs = async (of: string): Promise<string> => {
    const runner = createGitRunner({ folder: of, target: of, timeLimit });
    const args = ['for-each-ref', '--format=%(objectname) %(refname)', 'refs/target/'];
    return (await runner.run({ args, environment })).stdout.toString('utf8');
  };
  const [fetched, known] = await Promise.all([refs(scratchFolder), refs(folder)]);
  const lines = new Set(known.split('\n'));
  if (fetched.split('\n').every((line) => lines.has(line))) return;
  await git.run({
    args: [
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-write-fetch-head',
      scratchFolder,
      '+refs/target/*:refs/target/*',
    ],
    environment,
  });
  const packs = (await readdir(join(folder, 'objects', 'pack'))).filter((file) => file.endsWith('.pack'));
  // Safe beside other runs: Git looks for packs again when one that it knew is gone.
  if (packs.length > MOST_PACKS) await git.run({ args: ['repack', '-A', '-d', '-q'], environment });
}

async function sweep(targets: string, now: number): Promise<void> {
  for (const name of await readdir(targets)) {
    const folder = join(targets, name);
    const found = await stat(folder).catch(() => undefined);
    const limit = name.startsWith('new-') ? DAY : UNUSED_AFTER;
    if (found !== undefined && now - found.mtimeMs > limit) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
