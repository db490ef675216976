import { delimiter, dirname, join, resolve } from 'node:path';
import { withoutCredentials } from '../../core/config/target-url';
import { compileCacheFolder } from '../project/cache-folder';

const OF_GIT = /^(?:(?:GITHUB|GH|GITEA|FORGEJO|GITLAB|GIT)_TOKEN|GIT_PASSWORD)$/i;
const OURS = /^CLAIMS_\w*$/i;

/**
 * Lets a program that is not installed find this package (Node quotes its options as JSON does), and keeps the notice about
 * type stripping of older versions away from what the program says.
 */
export const OWN_NODE_OPTIONS: readonly string[] = [
  `--require ${JSON.stringify(join(__dirname, 'own-packages.js'))}`,
  '--disable-warning=ExperimentalWarning',
];

/** Variable through which a program learns where to leave its models. */
export const MODELS_OUT = 'CLAIMS_MODELS_OUT';

/** What the author's program is given beside the environment of the command line itself. */
export interface ChildEnvironmentOptions {
  /** Where the program leaves its models. Undefined for tools that are not the program: Node runs them as it is. */
  readonly modelsOut?: string;
  /** Folder of the project; its `node_modules/.bin` and those above come first in PATH, as with `npm run`. */
  readonly projectFolder: string;
  /** Variables that the configuration names as holding a token. */
  readonly secretVariables: readonly string[];
}

/** The environment of the author's program: the caller's own, without tokens. A program describes claims, it needs none. */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  options: ChildEnvironmentOptions,
): Record<string, string> {
  const child: Record<string, string> = {};
  const secret = new Set(options.secretVariables);
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || isToken(name) || secret.has(name)) continue;
    child[name] = name === 'CLAIMS_TARGET' ? withoutCredentials(value) : value;
  }
  const path = Object.keys(child).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  // The Node that runs the command line is new enough for the program; the machine's own may not be.
  child[path] = [...binFolders(options.projectFolder), dirname(process.execPath), child[path] ?? '']
    .filter(Boolean)
    .join(delimiter);
  if (options.modelsOut === undefined) return child;
  child['NODE_OPTIONS'] = [child['NODE_OPTIONS'] ?? '', ...OWN_NODE_OPTIONS].filter(Boolean).join(' ');
  child[MODELS_OUT] = options.modelsOut;
  const compiled = compileCacheFolder(env, process.platform);
  if (compiled !== undefined) child['NODE_COMPILE_CACHE'] = compiled;
  return child;
}

function isToken(name: string): boolean {
  return OF_GIT.test(name) || (OURS.test(name) && name.toUpperCase().includes('TOKEN'));
}

function binFolders(folder: string): string[] {
  const folders: string[] = [];
  for (let at = resolve(folder); ; at = dirname(at)) {
    folders.push(join(at, 'node_modules', '.bin'));
    if (dirname(at) === at) return folders;
  }
}
