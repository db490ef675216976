import { execFile, spawn } from 'node:child_process';
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { embedSchema, PROVIDER_VERSION } from './provider-files';

interface Tool {
  /** The Go module that holds the program; its version is pinned in `<name>/go.mod`. */
  readonly module: string;
  /** Its main package, where that is not the module itself. */
  readonly package?: string;
  readonly tags?: string;
  /** Variables of packages that hold the program's version: the linker sets them for a pinned version. */
  readonly linked?: (version: string) => Readonly<Record<string, string>>;
  /** Lies in the folder that `KUBEBUILDER_ASSETS` names, where it is set. */
  readonly isKubernetes?: true;
  /** Needs a C compiler. */
  readonly cgo?: true;
  /** Writes what its main package, which stands in `<name>/`, embeds from its module; that is built in a copy of the folder. */
  readonly embed?: (module: string, into: string) => void;
}

const TOOLS = {
  etcd: { module: 'go.etcd.io/etcd/server/v3', isKubernetes: true },
  'kube-apiserver': {
    module: 'k8s.io/kubernetes',
    package: 'k8s.io/kubernetes/cmd/kube-apiserver',
    linked: kubernetesVersion,
    isKubernetes: true,
  },
  'kube-controller-manager': {
    module: 'k8s.io/kubernetes',
    package: 'k8s.io/kubernetes/cmd/kube-controller-manager',
    linked: kubernetesVersion,
    isKubernetes: true,
  },
  kubectl: {
    module: 'k8s.io/kubernetes',
    package: 'k8s.io/kubernetes/cmd/kubectl',
    linked: kubernetesVersion,
    isKubernetes: true,
  },
  pulumi: {
    module: 'github.com/pulumi/pulumi/pkg/v3',
    package: 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi',
    linked: (version) => ({
      'github.com/pulumi/pulumi/sdk/v3/go/common/version.Version': version.slice(1),
    }),
  },
  'pulumi-resource-kubernetes': {
    module: 'github.com/pulumi/pulumi-kubernetes/provider/v4',
    package: '.',
    linked: () => ({
      'github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version.Version': PROVIDER_VERSION,
    }),
    embed: embedSchema,
  },
  gitea: { module: 'code.gitea.io/gitea', tags: 'sqlite sqlite_unlock_notify', cgo: true },
  kustomize: { module: 'sigs.k8s.io/kustomize/kustomize/v5' },
} satisfies Record<string, Tool>;

export type ToolName = keyof typeof TOOLS;

/** For the `beforeAll` that asks for a tool: a first build of the largest takes 7 minutes on two cores. */
export const BUILD_TIMEOUT = 1_800_000;

/** Without these the server says that it is v0.0.0, and clients that look at versions take it for one. */
function kubernetesVersion(version: string): Record<string, string> {
  const [major = '', minor = ''] = version.slice(1).split('.');
  const values = {
    gitVersion: version,
    gitMajor: major,
    gitMinor: minor,
    gitTreeState: 'clean',
    gitCommit: '0'.repeat(40),
    buildDate: '1970-01-01T00:00:00Z',
  };
  const packages = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'];
  return Object.fromEntries(
    packages.flatMap((path) => Object.entries(values).map(([name, value]) => [`${path}.${name}`, value])),
  );
}

const PROGRESS_EVERY = 15_000;

const pending = new Map<ToolName, Promise<string>>();

/**
 * The path of a real program for end-to-end tests: the variable `CLAIMS_TOOL_<NAME>`, else `PATH` (those of a cluster: the folder that
 * `KUBEBUILDER_ASSETS` names first), else the user's cache, else it is built into the cache
 * from the module pinned beside this file, once, telling how far it is on stderr.
 */
export async function toolPath(name: ToolName): Promise<string> {
  let path = pending.get(name);
  if (path === undefined) pending.set(name, (path = find(name)));
  return path;
}

/**
 * A suite that needs real programs. Where `CLAIMS_TOOL_BUILD=never` says that nothing may be built (the gate that every
 * change passes), and one is not there yet, the suite is reported as skipped; else the first one to ask builds it.
 */
export function describeWithTool(
  names: ToolName | readonly ToolName[],
  title: string,
  tests: () => void,
): void {
  const missing = [names].flat().find((name) => !isReady(name));
  if (process.env['CLAIMS_TOOL_BUILD'] === 'never' && missing !== undefined) {
    describe.skip(`${title} (skipped: ${missing} ${pinnedVersion(missing)} is not installed)`, tests);
  } else describe(title, tests);
}

/** Whether a tool would have to be built first. */
export function missingTool(name: ToolName): boolean {
  return !isReady(name);
}

/** Gitea reads templates and locales from its module, which Go finds. */
function isReady(name: ToolName): boolean {
  return installed(name) !== undefined && (name !== 'gitea' || inPath('go') !== undefined);
}

function inPath(program: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, program))
    .find(executable);
}

async function find(name: ToolName): Promise<string> {
  const path = installed(name);
  if (path !== undefined) return path;
  const cached = cachedPath(name);
  await build(name, cached);
  return cached;
}

function installed(name: ToolName): string | undefined {
  const variable = `CLAIMS_TOOL_${name.toUpperCase().replaceAll('-', '_')}`;
  const given = process.env[variable];
  if (given !== undefined && given !== '') {
    if (!executable(given)) throw new Error(`${variable} names no program: ${given}`);
    return given;
  }
  const assets = process.env['KUBEBUILDER_ASSETS'] ?? '';
  const tool: Tool = TOOLS[name];
  if (tool.isKubernetes === true && assets !== '' && executable(join(assets, name))) {
    return join(assets, name);
  }
  const found = inPath(name);
  if (found !== undefined) return found;
  const cached = cachedPath(name);
  return executable(cached) ? cached : undefined;
}

function cachedPath(name: ToolName): string {
  return join(cacheFolder(), `${name}-${pinnedVersion(name)}`);
}

/** The version that `<name>/go.mod` pins, such as `v1.26.4`. */
export function pinnedVersion(name: ToolName): string {
  const lines = readFileSync(join(__dirname, name, 'go.mod'), 'utf8').split('\n');
  for (const line of lines) {
    const [module, version] = line
      .trim()
      .replace(/^require /, '')
      .split(' ');
    if (module === TOOLS[name].module && version !== undefined) return version;
  }
  throw new Error(`${name}/go.mod does not require ${TOOLS[name].module}`);
}

/** Where the tool's module lies in Go's module cache; `undefined` where there is no Go. For files a program reads beside itself. */
export async function moduleFolder(name: ToolName): Promise<string | undefined> {
  try {
    const argv = ['mod', 'download', '-json', `${TOOLS[name].module}@${pinnedVersion(name)}`];
    const { stdout } = await promisify(execFile)('go', argv, { cwd: join(__dirname, name) });
    return (JSON.parse(stdout) as { Dir: string }).Dir;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'cdk8s-claims', 'tools');
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}

async function build(name: ToolName, target: string): Promise<void> {
  const tool: Tool = TOOLS[name];
  mkdirSync(cacheFolder(), { recursive: true });
  const partial = `${target}.${process.pid}.partial`;
  const tags = tool.tags === undefined ? [] : ['-tags', tool.tags];
  const linked = Object.entries(tool.linked?.(pinnedVersion(name)) ?? {});
  const argv = [
    'build',
    '-mod=readonly',
    '-trimpath',
    '-ldflags',
    ['-s -w', ...linked.map(([name, value]) => `-X ${name}=${value}`)].join(' '),
    ...tags,
    '-o',
    partial,
    tool.package ?? tool.module,
  ];
  const started = performance.now();
  const tell = (text: string): void => {
    process.stderr.write(
      `${name} ${pinnedVersion(name)}: ${text} (${Math.round((performance.now() - started) / 1000)} s)\n`,
    );
  };
  tell(`building into ${cacheFolder()}`);
  const timer = setInterval(() => {
    tell('still building');
  }, PROGRESS_EVERY);
  const copy = `${partial}.source`;
  try {
    let source = join(__dirname, name);
    if (tool.embed !== undefined) {
      cpSync(source, copy, { recursive: true });
      tool.embed((await moduleFolder(name)) ?? '', copy);
      source = copy;
    }
    await run(argv, source, tool.cgo === true ? '1' : '0');
    renameSync(partial, target);
    tell('built');
  } finally {
    clearInterval(timer);
    rmSync(copy, { recursive: true, force: true });
  }
}

async function run(argv: readonly string[], cwd: string, cgo: string): Promise<void> {
  const child = spawn('go', argv, {
    cwd,
    env: { ...process.env, CGO_ENABLED: cgo },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4000);
  });
  await new Promise<void>((resolve, reject) => {
    child.on('error', (cause) => {
      reject(
        new Error('building the tool needs Go in PATH; or name a program by its CLAIMS_TOOL_ variable', {
          cause,
        }),
      );
    });
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`go ${argv.join(' ')} ended with ${String(code)}:\n${errors}`));
    });
  });
}
