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
          throw new ToolkitError('registry-not-found', `${path} is no file`);
        }
        const version = [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(':');
        if (version === known) return undefined;
        return { text: await readBounded(file, path), version };
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

/** It may grow while it is read. */
async function readBounded(file: OpenFile, path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 2 ** 20 })) {
    size += (chunk as Buffer).length;
    if (size > MOST_BYTES) throw tooLarge(path);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
