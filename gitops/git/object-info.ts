import { isUtf8 } from 'node:buffer';
import { areUtf8, type Bytes } from '../../core/bytes/bytes';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { blobFile, LARGE } from './large-blob';
import { parseFoundBlobs } from './blob-batch';
import type { ObjectStore } from './object-store';
import type { ObjectInfo } from './target-repository';

const INFO = /^[0-9a-f]{40,64} (commit|tree|blob|tag) (\d+)$/;

/** A plain file as `git ls-tree -z --long` lists it; without a number where its content is not there. */
const LISTED_FILE = /^100(?:644|755|664) blob ([0-9a-f]+) +(\d+)\t([^\0]+)\0$/;

/** Type and size of an object, by `git cat-file --batch-check`: nothing of its content is read. Undefined: it is not there. */
export async function objectInfo(store: ObjectStore, id: string): Promise<ObjectInfo | undefined> {
  const { stdout } = await store.git.run({
    args: ['cat-file', '--batch-check'],
    environment: store.environment,
    input: `${id}\n`,
    answers: [0, 128],
  });
  const found = INFO.exec(stdout.toString('utf8').trim());
  return found === null ? undefined : { type: found[1] as ObjectInfo['type'], size: Number(found[2]) };
}

/** Sizes in bytes of objects that are there, in the order asked; nothing of their contents is read. */
export async function objectSizes(store: ObjectStore, ids: readonly string[]): Promise<readonly number[]> {
  if (ids.length === 0) return [];
  const { stdout } = await store.git.run({
    args: ['cat-file', '--batch-check=%(objectsize)'],
    environment: store.environment,
    input: ids.map((id) => `${id}\n`).join(''),
  });
  return stdout.toString('utf8').trim().split('\n').map(Number);
}

/** Bytes of one file of text at a commit, for commits of which nothing is known: whatever is wrong with it, it is undefined. */
export async function bytesAt(
  store: ObjectStore,
  commit: string,
  path: string,
  mostBytes: number,
): Promise<Bytes | undefined> {
  try {
    const { stdout } = await store.git.run({
      args: ['ls-tree', '-z', '--long', '--full-tree', commit, '--', path],
      environment: store.environment,
    });
    const [, id = '', size, name] = LISTED_FILE.exec(stdout.toString('utf8')) ?? [];
    if (name !== path || Number(size) > mostBytes) return undefined;
    if (Number(size) > LARGE) {
      const large = await blobFile(store, id, Number(size));
      return large !== undefined && areUtf8(large) ? large : undefined;
    }
    const answer = await store.git.run({
      args: ['cat-file', '--batch'],
      environment: store.environment,
      input: `${id}\n`,
    });
    const [blob] = parseFoundBlobs(answer.stdout, [id]);
    return blob !== undefined && isUtf8(blob) ? blob : undefined;
  } catch (error) {
    if (ToolkitError.isToolkitError(error) && error.kind !== 'interrupted') return undefined;
    throw error;
  }
}
