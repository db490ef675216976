import { statSync } from 'node:fs';
import type { Agent, RequestOptions } from 'node:https';
import { delimiter, join } from 'node:path';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { systemErrorCode, systemReason } from '../../../core/errors/system-failure';
import type { Environment } from '../../../core/config/setting-row';
import type { Credentials, RequestSettings } from './credentials';

/** Largest kubeconfig that is read, in bytes: certificates stand in it. */
const LARGEST = 8 * 2 ** 20;

/** An entry of a kubeconfig, by its name. */
interface Named {
  readonly name: string;
}

/** The library's reader, as far as it is needed: its own types need those of web sockets. */
interface KubeConfig {
  readonly clusters: readonly (Named & { readonly server: string; readonly proxyUrl?: string })[];
  readonly users: readonly Named[];
  readonly contexts: readonly (Named & { readonly cluster: string; readonly user: string })[];
  readonly currentContext?: string;
  loadFromFile(file: string): void;
  loadFromOptions(options: object): void;
  applyToHTTPSOptions(options: RequestOptions): Promise<void>;
}
type KubeConfigClass = new () => KubeConfig;

/** The files of `KUBECONFIG`, else that of the home folder. */
export function kubeconfigFiles(env: Environment): readonly string[] {
  const named = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  return named.length > 0 ? named : [join(env['HOME'] ?? '', '.kube', 'config')];
}

/**
 * Credentials of a kubeconfig, with everything that one may hold: certificates, tokens, programs, OIDC. Its reader is loaded only here: a pod needs none of it.
 *
 * @throws ToolkitError `cluster-config-invalid`, also later, when the files became wrong
 */
export async function kubeConfig(files: readonly string[]): Promise<Credentials> {
  const library = await import('@kubernetes/client-node/dist/config.js');
  const load = (): KubeConfig => loadFiles(files, library.KubeConfig);
  let known = { config: load(), state: stateOf(files) };
  const settings = async (isRefused: boolean): Promise<RequestSettings> => {
    const state = stateOf(files);
    if (isRefused || state !== known.state) known = { config: load(), state };
    return settingsOf(known.config, files);
  };
  await settings(false);
  return { settings };
}

/** As kubectl merges them: of one name the first counts, a file that is not there is left out. */
function loadFiles(files: readonly string[], KubeConfigOf: KubeConfigClass): KubeConfig {
  const merged = new KubeConfigOf();
  const found = files.filter((file) => isReadable(file, files.length > 1));
  for (const file of found) {
    const config = new KubeConfigOf();
    try {
      config.loadFromFile(file);
    } catch (error) {
      const words = firstLine(error);
      throw new ToolkitError('cluster-config-invalid', `${file} is no kubeconfig: ${words}`, {
        cause: error,
      });
    }
    const isNew = (known: readonly Named[]) => {
      const names = new Set(known.map(({ name }) => name));
      return ({ name }: Named): boolean => !names.has(name);
    };
    const current = merged.currentContext;
    merged.loadFromOptions({
      clusters: [...merged.clusters, ...config.clusters.filter(isNew(merged.clusters))],
      users: [...merged.users, ...config.users.filter(isNew(merged.users))],
      contexts: [...merged.contexts, ...config.contexts.filter(isNew(merged.contexts))],
      currentContext: current === undefined || current === '' ? config.currentContext : current,
    });
  }
  return merged;
}

function isReadable(file: string, isOneOfSeveral: boolean): boolean {
  let size: number;
  try {
    ({ size } = statSync(file));
  } catch (error) {
    const code = systemErrorCode(error) ?? 'EIO';
    if (code === 'ENOENT' && isOneOfSeveral) return false;
    throw new ToolkitError('cluster-config-invalid', `${file} cannot be read: ${systemReason(code)}`, {
      cause: error,
    });
  }
  if (size <= LARGEST) return true;
  throw new ToolkitError(
    'cluster-config-invalid',
    `${file} is no kubeconfig: it is larger than ${LARGEST} bytes`,
  );
}

async function settingsOf(config: KubeConfig, files: readonly string[]): Promise<RequestSettings> {
  const where = files.join(delimiter);
  const wrong = (words: string, cause?: unknown): ToolkitError =>
    new ToolkitError('cluster-config-invalid', `${where}: ${words}`, { cause });
  const context = config.currentContext ?? '';
  if (context === '') throw wrong('it names no current context');
  const entry = config.contexts.find(({ name }) => name === context);
  if (entry === undefined) throw wrong(`there is no context '${context}', which is the current one`);
  const cluster = config.clusters.find(({ name }) => name === entry.cluster);
  if (cluster === undefined) throw wrong(`there is no cluster '${entry.cluster}', which its context names`);
  if (!config.users.some(({ name }) => name === entry.user)) {
    throw wrong(`there is no user '${entry.user}', which its context names`);
  }
  const url = URL.parse(cluster.server);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw wrong(`the server of cluster '${entry.cluster}' is no address: '${cluster.server}'`);
  }
  try {
    return await askLibrary(config, url, cluster.proxyUrl);
  } catch (error) {
    throw wrong(`its credentials cannot be used: ${firstLine(error)}`, error);
  }
}

/** What the library makes of it; its agent is of use for proxies alone. */
async function askLibrary(config: KubeConfig, url: URL, proxy: string | undefined): Promise<RequestSettings> {
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const { ca, cert, key, servername, rejectUnauthorized, headers, auth, agent } = options;
  const sent = Object.fromEntries(
    Object.entries((headers ?? {}) as Readonly<Record<string, unknown>>).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
  if (typeof auth === 'string') sent['Authorization'] = `Basic ${Buffer.from(auth).toString('base64')}`;
  const tls = { ca, cert, key, servername, rejectUnauthorized } as RequestSettings['tls'];
  return { url, headers: sent, tls, ...(proxy !== undefined && { agent: agent as Agent }) };
}

/** Changes whenever a file does: what is written anew is read anew. */
function stateOf(files: readonly string[]): string {
  return files
    .map((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found === undefined ? '' : `${found.mtimeMs} ${found.size} ${found.ino}`;
    })
    .join();
}

function firstLine(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return (words.split('\n', 1)[0] ?? '').slice(0, 300);
}
