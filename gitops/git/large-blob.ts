import type { Bytes } from '../../core/bytes/bytes';
import type { ObjectStore } from './object-store';
import { objectInfo } from './object-info';

/** What is longer does not go through memory, in bytes. */
export const LARGE = 1024 * 1024;

/** A blob in a file; undefined for one that is not there, is none, or is not large. */
export async function largeBlob(store: ObjectStore, id: string): Promise<Bytes | undefined> {
  const info = await objectInfo(store, id);
  if (info?.type !== 'blob' || info.size <= LARGE) return undefined;
  return blobFile(store, id, info.size);
}

/** A blob of this size in a file. @throws ToolkitError those of git-errors */
export function blobFile(
  { git, environment, files }: ObjectStore,
  id: string,
  size: number,
): Promise<Bytes | undefined> {
  return files.filled(size, (outputFile) =>
    git.run({ args: ['cat-file', 'blob', id], environment, outputFile }),
  );
}
