import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { ToolkitError } from '../../core/errors/toolkit-error';

/** More than any token, and than any key that is mistaken for one, in bytes. */
const LARGEST = 64 * 1024;
/** Where shells hand over what a command prints (`<(…)`): a pipe whose writer is there already. */
const HANDED_OVER = /^(?:\/dev\/(?:fd\/\d+|stdin)$|\/proc\/)/;

/**
 * The text of a token file, without the blanks around it.
 *
 * @param place - how messages call the file
 * @throws ToolkitError `config-unreadable`, `forge-token-invalid` for what is no text or too large to be a token
 */
export async function readTokenFile(path: string, place: string): Promise<string> {
  const invalid = (why: string): ToolkitError =>
    new ToolkitError('forge-token-invalid', `${place} holds no token: ${why}`);
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw invalid('it is a folder');
    // Opening a pipe waits for whoever writes to it, opening a device may do anything.
    if (!found.isFile() && !HANDED_OVER.test(path)) throw invalid('it is not a file');
    const bytes = await firstBytes(path);
    if (bytes.length > LARGEST) throw invalid('it is too large');
    return decoded(bytes) ?? fail(invalid('it is not text'));
  } catch (cause) {
    if (ToolkitError.isToolkitError(cause)) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown'})`;
    throw new ToolkitError('config-unreadable', `${place} ${why}`);
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY);
  try {
    const buffer = Buffer.alloc(LARGEST + 1);
    let length = 0;
    for (let count = -1; count !== 0 && length < buffer.length; length += count) {
      count = (await file.read(buffer, length, buffer.length - length)).bytesRead;
    }
    return buffer.subarray(0, length);
  } finally {
    await file.close();
  }
}

function decoded(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function fail(error: ToolkitError): never {
  throw error;
}
