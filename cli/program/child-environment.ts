import { delimiter, dirname, join, resolve } from 'node:path';
import { withoutCredentials } from '../../core/config/target-url';

const TOKENS = /^(?:CLAIMS_\w*TOKEN\w*|(?:GITHUB|GH|GITEA|FORGEJO|GITLAB|GIT)_TOKEN|GIT_PASSWORD)$/i;

/** Variable through which a program learns where to leave its models. */
export const MODELS_OUT = 'CLAIMS_MODELS_OUT';

/** What the author's program is given beside the environment of the command line itself. */
export interface ChildEnvironmentOptions {
  /** Where the program leaves its models. */
  readonly modelsOut: string;
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
    if (value === undefined || TOKENS.test(name) || secret.has(name)) continue;
    child[name] = name === 'CLAIMS_TARGET' ? withoutCredentials(value) : value;
  }
  const path = Object.keys(child).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  child[path] = [...binFolders(options.projectFolder), child[path] ?? ''].filter(Boolean).join(delimiter);
  child[MODELS_OUT] = options.modelsOut;
  return child;
}

function binFolders(folder: string): string[] {
  const folders: string[] = [];
  for (let at = resolve(folder); ; at = dirname(at)) {
    folders.push(join(at, 'node_modules', '.bin'));
    if (dirname(at) === at) return folders;
  }
}
