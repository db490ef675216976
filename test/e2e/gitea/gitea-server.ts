import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { moduleFolder, toolPath } from '../tools/tool-path';
import { startRecordingProxy } from './recording-proxy';
import type { RecordedRequest, RecordingProxy } from './recording-proxy';

/** What an answer of the REST API was. */
export interface GiteaAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A real Gitea on loopback with SQLite in a temporary folder, reached through a proxy that keeps a list of requests. */
export interface GiteaServer {
  /** Base of the REST API: `http://127.0.0.1:<port>/api/v1`. */
  readonly apiUrl: string;
  /** The user that owns `token`. */
  readonly login: string;
  readonly token: string;
  gitUrl(owner: string, name: string): string;
  /** Another account; its token. */
  addUser(login: string): Promise<string>;
  /** Another token of `login` with these scopes alone, such as `write:repository,write:issue`. */
  addToken(scopes: string): Promise<string>;
  /** A repository of `login` with a first commit and these files, visible to API and Git when this returns. */
  createRepository(name: string, files?: Readonly<Record<string, string>>): Promise<void>;
  /** The bare repository of one of `login`'s repositories. */
  repositoryFolder(name: string): string;
  /** Calls the REST API behind the proxy's back, so that it is not listed. */
  call(method: string, path: string, body?: unknown, token?: string): Promise<GiteaAnswer>;
  /** What went through `apiUrl` and `gitUrl` so far. */
  readonly requests: readonly RecordedRequest[];
  stop(): Promise<void>;
}

const START_TIMEOUT = 60_000;
const POLL = 50;
const LOGIN = 'claims-bot';

export async function startGitea(): Promise<GiteaServer> {
  const binary = await toolPath('gitea');
  const folder = mkdtempSync(join(tmpdir(), 'gitea-'));
  const proxy = await startRecordingProxy();
  const gitea = new Gitea(binary, folder, proxy);
  try {
    await gitea.start();
  } catch (error) {
    await gitea.stop();
    throw error;
  }
  return gitea;
}

class Gitea implements GiteaServer {
  readonly login = LOGIN;
  token = '';
  readonly #binary: string;
  readonly #folder: string;
  readonly #proxy: RecordingProxy;
  #port = 0;
  #process: ChildProcess | undefined;

  constructor(binary: string, folder: string, proxy: RecordingProxy) {
    this.#binary = binary;
    this.#folder = folder;
    this.#proxy = proxy;
  }

  get apiUrl(): string {
    return `${this.#proxy.origin}/api/v1`;
  }

  get requests(): readonly RecordedRequest[] {
    return this.#proxy.requests;
  }

  gitUrl(owner: string, name: string): string {
    return `${this.#proxy.origin}/${owner}/${name}.git`;
  }

  repositoryFolder(name: string): string {
    return join(this.#folder, 'repositories', LOGIN, `${name}.git`);
  }

  async start(): Promise<void> {
    this.#port = await freePort();
    this.#proxy.target(this.#port);
    mkdirSync(join(this.#folder, 'custom', 'conf'), { recursive: true });
    writeFileSync(
      this.#configFile,
      configuration(this.#folder, this.#port, this.#proxy.origin, await moduleFolder('gitea')),
    );
    await this.#command('migrate');
    this.token = await this.addUser(LOGIN);
    const log = openSync(join(this.#folder, 'gitea.log'), 'a');
    this.#process = spawn(this.#binary, ['web', '--config', this.#configFile], {
      env: this.#environment(),
      stdio: ['ignore', log, log],
    });
    await this.#ready();
  }

  async addUser(login: string): Promise<string> {
    await this.#command(
      'admin',
      'user',
      'create',
      '--username',
      login,
      '--email',
      `${login}@example.test`,
      '--random-password',
      '--must-change-password=false',
    );
    const raw = await this.#command(
      'admin',
      'user',
      'generate-access-token',
      '--username',
      login,
      '--scopes',
      'all',
      '--raw',
    );
    return raw.trim().split('\n').at(-1)!.trim();
  }

  async addToken(scopes: string): Promise<string> {
    const name = `token-${performance.now()}`;
    const raw = await this.#command(
      ...['admin', 'user', 'generate-access-token', '--username', LOGIN],
      ...['--token-name', name, '--scopes', scopes, '--raw'],
    );
    return raw.trim().split('\n').at(-1)!.trim();
  }

  async createRepository(name: string, files: Readonly<Record<string, string>> = {}): Promise<void> {
    // With `auto_init` the repository is whole at once; a first push to an empty one is seen by the API only a second later.
    const created = await this.call('POST', '/user/repos', {
      name,
      auto_init: true,
      default_branch: 'main',
      private: true,
    });
    if (created.status !== 201) throw new Error(`Gitea did not create ${name}: ${JSON.stringify(created)}`);
    // `auto_init` wrote a README: replaced when the files have one, removed when not.
    const readme = await this.call('GET', `/repos/${LOGIN}/${name}/contents/README.md`);
    const { sha } = readme.body as { sha: string };
    const changes: Record<string, string>[] = Object.entries(files).map(([path, content]) => ({
      operation: 'create',
      path,
      content: Buffer.from(content).toString('base64'),
      ...(path === 'README.md' ? { operation: 'update', sha } : {}),
    }));
    if (changes.length > 0 && files['README.md'] === undefined) {
      changes.push({ operation: 'delete', path: 'README.md', sha });
    }
    if (changes.length === 0) return;
    const written = await this.call('POST', `/repos/${LOGIN}/${name}/contents`, {
      branch: 'main',
      message: 'Files',
      files: changes,
    });
    if (written.status !== 201) throw new Error(`Gitea did not write the files: ${JSON.stringify(written)}`);
  }

  async call(method: string, path: string, body?: unknown, token: string = this.token): Promise<GiteaAnswer> {
    const response = await fetch(`http://127.0.0.1:${this.#port}/api/v1${path}`, {
      method,
      headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as unknown) : text,
    };
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child?.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    await this.#proxy.stop();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  get #configFile(): string {
    return join(this.#folder, 'custom', 'conf', 'app.ini');
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      HOME: this.#folder,
      USER: process.env['USER'] ?? 'root',
      GITEA_WORK_DIR: this.#folder,
      LC_ALL: 'C.UTF-8',
    };
  }

  async #command(...argv: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(this.#binary, [...argv, '--config', this.#configFile], {
      env: this.#environment(),
    });
    return stdout;
  }

  /** Asks until it answers: no fixed wait, but a limit. */
  async #ready(): Promise<void> {
    const limit = performance.now() + START_TIMEOUT;
    for (;;) {
      if (this.#process?.exitCode !== null) break;
      const status = await fetch(`http://127.0.0.1:${this.#port}/api/healthz`).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => 0,
      );
      if (status === 200) return;
      if (performance.now() > limit) break;
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
    throw new Error(
      `Gitea did not start:\n${readFileSync(join(this.#folder, 'gitea.log'), 'utf8').slice(-4000)}`,
    );
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function configuration(folder: string, port: number, origin: string, staticRoot: string | undefined): string {
  return `
I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
RUN_MODE = prod
WORK_PATH = ${folder}

[server]
PROTOCOL = http
HTTP_ADDR = 127.0.0.1
HTTP_PORT = ${port}
ROOT_URL = ${origin}/
DISABLE_SSH = true
OFFLINE_MODE = true
APP_DATA_PATH = ${join(folder, 'data')}
${staticRoot === undefined ? '' : `STATIC_ROOT_PATH = ${staticRoot}`}

[database]
DB_TYPE = sqlite3
PATH = ${join(folder, 'gitea.db')}

[repository]
ROOT = ${join(folder, 'repositories')}
DEFAULT_BRANCH = main

[security]
INSTALL_LOCK = true
SECRET_KEY = a-secret-of-the-tests
PASSWORD_HASH_ALGO = pbkdf2$1000

[oauth2]
ENABLED = false

[service]
DISABLE_REGISTRATION = true
REQUIRE_SIGNIN_VIEW = false

[webhook]
ALLOWED_HOST_LIST = loopback

[cron]
ENABLED = false

[cron.update_checker]
ENABLED = false

[indexer]
ISSUE_INDEXER_TYPE = db

[log]
MODE = console
LEVEL = Warn
`;
}
