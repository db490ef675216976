import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { systemErrorCode } from '../../../core/errors/system-failure';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { MOST_BYTES, type RegistrySource } from './registry-source';
import { notFound, tooLarge } from './registry-text';

/** A registry in a file of this machine. Links are followed: Kubernetes mounts a ConfigMap as one. */
export function fileSource(path: string): RegistrySource {
  return {
    display: path,
    file: path,
    async read(known) {
      const file = await openFile(path);
      try {
        const found = await file.stat({ bigint: true });
        if (!found.isFile()) {
          throw new ToolkitError('registry-not-found', `${path} is not a file`);
        }
        const version = [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(':');
        if (version === known) return undefined;
        return { text: await readBounded(file, Number(found.size), path), version };
      } finally {
        await file.close();
      }
    },
  };
}

type OpenFile = Awaited<ReturnType<typeof open>>;

/** Never waits at a pipe. */
async function openFile(path: string): Promise<OpenFile> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw notFound(path, error);
    throw error;
  }
}

/** It may grow while it is read. Room for all of it is taken at once: pieces that are joined would need it twice. */
async function readBounded(file: OpenFile, size: number, path: string): Promise<Buffer> {
  if (size > MOST_BYTES) throw tooLarge(path);
  let bytes = Buffer.allocUnsafe(size + 1);
  for (let end = 0; ;) {
    const { bytesRead } = await file.read(bytes, end, Math.min(bytes.length - end, 2 ** 20));
    end += bytesRead;
    if (end > MOST_BYTES) throw tooLarge(path);
    if (bytesRead === 0) return bytes.subarray(0, end);
    if (end === bytes.length) bytes = Buffer.concat([bytes], 2 * end + 1_024);
  }
}
