import { readFileSync, statSync } from 'node:fs';
import type { Agent, RequestOptions } from 'node:https';
import { delimiter, dirname, join, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { systemErrorCode, systemReason } from '../../../core/errors/system-failure';
import type { Environment } from '../../../core/config/setting-row';
import { readYaml } from '../../../core/yaml/read-yaml';
import type { Credentials, RequestSettings } from './credentials';
import { execCredential, type ExecCredential, type ExecUser } from './exec-credential';
import { bearerHeaders } from './in-cluster';

/** Largest kubeconfig that is read, in bytes: certificates stand in it. */
const LARGEST = 8 * 2 ** 20;

/** Refusals within this time, in milliseconds, are of one moment: not every kind asks the programs again. */
const ONE_MOMENT = 2_000;

/** An entry of a kubeconfig, by its name. */
interface Named {
  readonly name: string;
}

/** A user, as far as we look at it ourselves. */
interface User extends Named {
  readonly exec?: ExecUser;
  /** The library does not know it; absolute. */
  readonly tokenFile?: string;
}

/** The library's reader, as far as it is needed: its own types need those of web sockets. */
interface KubeConfig {
  readonly clusters: readonly (Named & { readonly server: string; readonly proxyUrl?: string })[];
  readonly users: readonly User[];
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
export async function kubeConfig(
  files: readonly string[],
  now: () => number = Date.now,
): Promise<Credentials> {
  const library = await import('@kubernetes/client-node/dist/config.js');
  const load = (): KubeConfig => loadFiles(files, library.KubeConfig);
  const read = () => ({ state: stateOf(files), config: load(), programs: new Programs(), at: now() });
  let known = read();
  const settings = async (isRefused: boolean): Promise<RequestSettings> => {
    const isOld = isRefused && now() - known.at >= ONE_MOMENT;
    if (isOld || stateOf(files) !== known.state) known = read();
    return settingsOf(known.config, known.programs, files);
  };
  const first = await settings(false);
  assertCertificates(first, files);
  return { settings };
}

/** A certificate that is none would be found out at the first connection, and look like one that failed. */
function assertCertificates({ tls: { ca, cert, key } }: RequestSettings, files: readonly string[]): void {
  try {
    createSecureContext({ ca: ca as Buffer, cert, key });
  } catch (error) {
    const words = firstLine(error).replace(/^error:[\dA-F]*:/, '');
    const message = `${files.join(delimiter)}: its certificates cannot be used: ${words}`;
    throw new ToolkitError('cluster-config-invalid', message, { cause: error });
  }
}

/** What programs gave: asked again when it ends. Those who ask at once share one answer. */
class Programs {
  private readonly given = new Map<string, { readonly asked: Promise<ExecCredential>; until: number }>();

  ask(user: string, exec: ExecUser): Promise<ExecCredential> {
    const known = this.given.get(user);
    if (known !== undefined && known.until > Date.now()) return known.asked;
    const entry = { asked: execCredential(exec), until: Number.POSITIVE_INFINITY };
    this.given.set(user, entry);
    entry.asked.then(
      ({ until }) => (entry.until = until ?? entry.until),
      () => (entry.until = 0),
    );
    return entry.asked;
  }
}

/** As kubectl merges them: of one name the first counts, a file that is not there is left out. */
function loadFiles(files: readonly string[], KubeConfigOf: KubeConfigClass): KubeConfig {
  const merged = new KubeConfigOf();
  const found = files.filter((file) => isReadable(file, files.length > 1));
  for (const file of found) {
    const config = new KubeConfigOf();
    let users: readonly User[];
    try {
      config.loadFromFile(file);
      users = ownUsers(config.users, file);
    } catch (error) {
      const words = firstLine(error);
      throw new ToolkitError('cluster-config-invalid', `${file} is not a kubeconfig: ${words}`, {
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
      users: [...merged.users, ...users.filter(isNew(merged.users))],
      contexts: [...merged.contexts, ...config.contexts.filter(isNew(merged.contexts))],
      currentContext: current === undefined || current === '' ? config.currentContext : current,
    });
  }
  return merged;
}

/** With what the library leaves out: `tokenFile`, without which a request would be sent as nobody, and that programs are found beside the file. */
function ownUsers(users: readonly User[], file: string): readonly User[] {
  const text = readFileSync(file, 'utf8');
  const { users: written } = Object(text.includes('tokenFile') ? readYaml(text, file) : undefined) as {
    users?: unknown;
  };
  const fileOf = new Map<string, string>();
  for (const entry of Array.isArray(written) ? written : []) {
    const { name, user } = Object(entry) as { name?: unknown; user?: unknown };
    const { tokenFile } = Object(user) as { tokenFile?: unknown };
    if (typeof name === 'string' && typeof tokenFile === 'string' && tokenFile !== '') {
      fileOf.set(name, resolve(dirname(file), tokenFile));
    }
  }
  return users.map((user) => {
    const { exec, name } = user;
    const tokenFile = fileOf.get(name);
    const command = exec?.command;
    return {
      ...user,
      ...(tokenFile !== undefined && { tokenFile }),
      ...(command?.includes('/') === true && {
        exec: { ...exec, command: resolve(dirname(file), command) },
      }),
    };
  });
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
    `${file} is not a kubeconfig: it is larger than ${LARGEST} bytes`,
  );
}

async function settingsOf(
  config: KubeConfig,
  programs: Programs,
  files: readonly string[],
): Promise<RequestSettings> {
  const where = files.join(delimiter);
  const wrong = (words: string, cause?: unknown): ToolkitError =>
    new ToolkitError('cluster-config-invalid', `${where}: ${words}`, { cause });
  const context = config.currentContext ?? '';
  if (context === '') throw wrong('it names no current context');
  const entry = config.contexts.find(({ name }) => name === context);
  if (entry === undefined) throw wrong(`there is no context '${context}', which is the current one`);
  const cluster = config.clusters.find(({ name }) => name === entry.cluster);
  if (cluster === undefined) throw wrong(`there is no cluster '${entry.cluster}', which its context names`);
  const user = config.users.find(({ name }) => name === entry.user);
  if (user === undefined) {
    throw wrong(`there is no user '${entry.user}', which its context names`);
  }
  const url = URL.parse(cluster.server);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw wrong(`the server of cluster '${entry.cluster}' is not an address: '${cluster.server}'`);
  }
  try {
    return await askLibrary(config, url, cluster.proxyUrl, await ownCredentials(user, programs));
  } catch (error) {
    throw wrong(`its credentials cannot be used: ${firstLine(error)}`, error);
  }
}

/** What we find out ourselves; it wins over what the library knows, as with kubectl. */
async function ownCredentials(
  { name, exec, tokenFile }: User,
  programs: Programs,
): Promise<Pick<RequestSettings, 'headers' | 'tls'> | undefined> {
  // Read each time: it is written anew whenever it likes, and small.
  if (tokenFile !== undefined) return { headers: await bearerHeaders(tokenFile), tls: {} };
  if (exec === undefined) return undefined;
  const { token, cert, key } = await programs.ask(name, exec);
  return {
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    tls: cert === undefined ? {} : { cert, key },
  };
}

/** What the library makes of it; its agent is of use for proxies alone. */
async function askLibrary(
  whole: KubeConfig,
  url: URL,
  proxy: string | undefined,
  own: Pick<RequestSettings, 'headers' | 'tls'> | undefined,
): Promise<RequestSettings> {
  const options: RequestOptions = {};
  const config = own === undefined && url.protocol === 'https:' ? whole : forLibrary(whole, url);
  await config.applyToHTTPSOptions(options);
  const { ca, cert, key, servername, rejectUnauthorized, headers, auth, agent } = options;
  const sent = Object.fromEntries(
    Object.entries((headers ?? {}) as Readonly<Record<string, unknown>>).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
  if (typeof auth === 'string') sent['Authorization'] = `Basic ${Buffer.from(auth).toString('base64')}`;
  const tls = { ca, cert, key, servername, rejectUnauthorized, ...own?.tls } as RequestSettings['tls'];
  return {
    url,
    headers: { ...sent, ...own?.headers },
    tls,
    ...(proxy !== undefined && { agent: agent as Agent }),
  };
}

/** The same, with users whose programs the library does not run; and it refuses an address without TLS, as `kubectl proxy` has, unless certificates are of no interest. */
function forLibrary(config: KubeConfig, url: URL): KubeConfig {
  const { contexts, currentContext } = config;
  const copy = new (config.constructor as KubeConfigClass)();
  const users = config.users.map(({ exec: _, ...user }) => user);
  const clusters = config.clusters.map((cluster) =>
    url.protocol === 'http:' ? { ...cluster, skipTLSVerify: true } : cluster,
  );
  copy.loadFromOptions({ clusters, users, contexts, currentContext });
  return copy;
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
