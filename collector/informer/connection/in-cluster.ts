import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../../../core/config/setting-row';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Credentials, RequestSettings } from './credentials';

/** A token is written anew long before it ends: after this time, in milliseconds, it is read again. */
const FRESH = 60_000;
/** Longest token or certificate that is read, in bytes. */
const LARGEST = 2 ** 20;

/**
 * The account of the pod that we run in, without a library: two files and two variables.
 *
 * @param folder - where the account's files are
 * @returns undefined where we do not run in a pod that has one
 */
export async function inCluster(
  env: Environment,
  now: () => number,
  folder: string,
): Promise<Credentials | undefined> {
  const [host = '', port = ''] = [env['KUBERNETES_SERVICE_HOST'], env['KUBERNETES_SERVICE_PORT']];
  if (host === '' || port === '') return undefined;
  const read = (): Promise<RequestSettings> => readAccount(folder, host, port);
  let known: { readonly settings: RequestSettings; readonly at: number };
  try {
    known = { settings: await read(), at: now() };
  } catch {
    return undefined;
  }
  return {
    async settings(isRefused) {
      if (isRefused || now() - known.at > FRESH) known = { settings: await read(), at: now() };
      return known.settings;
    },
  };
}

async function readAccount(folder: string, host: string, port: string): Promise<RequestSettings> {
  const headers = await bearerHeaders(join(folder, 'token'));
  const ca = await readSmall(join(folder, 'ca.crt'));
  return {
    url: new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`),
    headers,
    tls: { ca },
  };
}

/**
 * What a request says with the token of a file.
 *
 * @throws ToolkitError `cluster-config-invalid`
 */
export async function bearerHeaders(file: string): Promise<RequestSettings['headers']> {
  const bearer = (await readSmall(file)).trim();
  // A line break in a header would make two of it.
  if (!/^[\x21-\x7E]+$/.test(bearer)) {
    throw new ToolkitError('cluster-config-invalid', `${file} holds no token`);
  }
  return { Authorization: `Bearer ${bearer}` };
}

async function readSmall(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size <= LARGEST) return await readFile(path, 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new ToolkitError('cluster-config-invalid', `${path} cannot be read: ${code}`, { cause: error });
  }
  throw new ToolkitError('cluster-config-invalid', `${path} is no such file: it is too large`);
}
