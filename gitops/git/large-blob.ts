import type { Bytes } from '../../core/bytes/bytes';
import type { ObjectStore } from './object-store';

/** What is longer does not go through memory, in bytes. */
export const LARGE = 1024 * 1024;

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
