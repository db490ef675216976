import { delimiter, dirname, join, resolve } from 'node:path';
import { withoutCredentials } from '../../core/config/target-url';
import { environmentSecrets, isTokenVariable } from '../../core/secrets/environment-secrets';
import { SecretFinder } from '../../core/secrets/secret-finder';
import { compileCacheFolder } from '../../toolkit/target/cache-folder';

/** What says where our tokens are is nothing to the program either. */
const TOKEN_PLACE = /^CLAIMS_\w*TOKEN/i;
/** Configuration of Git in the environment (git-config(1)). */
const GIT_CONFIG = /^GIT_CONFIG_(?:COUNT|KEY_\d+|VALUE_\d+|PARAMETERS)$/;
const AUTHORIZATION = /\bauthorization:/i;

/**
 * Lets a program that is not installed find this package (Node quotes its options as JSON does), and keeps the notice about
 * type stripping of older versions away from what the program says.
 */
export const OWN_NODE_OPTIONS: readonly string[] = [
  `--require ${JSON.stringify(join(__dirname, 'own-packages.js'))}`,
  '--disable-warning=ExperimentalWarning',
];

/** Variable through which a program learns where to leave its models. */
const MODELS_OUT = 'CLAIMS_MODELS_OUT';

/** What the author's program is given beside the environment of the command line itself. */
export interface ChildEnvironmentOptions {
  /** Where the program leaves its models. Undefined for tools that are not the program: Node runs them as it is. */
  readonly modelsOut?: string;
  /** Folder of the project; its `node_modules/.bin` and those above come first in PATH, as with `npm run`. */
  readonly projectFolder: string;
  /** Variables that the configuration names as holding a token. */
  readonly secretVariables: readonly string[];
}

/**
 * The environment of the author's program: the caller's own, without tokens, whatever the name of their variable. A program describes
 * claims, it needs none.
 */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  options: ChildEnvironmentOptions,
): Record<string, string> {
  const child: Record<string, string> = {};
  const secret = new Set(options.secretVariables);
  const tokens = tokensIn(env, secret);
  const isSecret = (value: string): boolean => tokens.find(value).length > 0 || AUTHORIZATION.test(value);
  // Git's variables are counted: with a gap in them it refuses to work at all, so they go together.
  const withoutGitConfig = Object.entries(env).some(
    ([name, value = '']) => GIT_CONFIG.test(name) && isSecret(value),
  );
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || isTokenVariable(name) || TOKEN_PLACE.test(name) || secret.has(name)) continue;
    const clean = name === 'CLAIMS_TARGET' ? withoutCredentials(value) : value;
    if (!isSecret(clean) && !(withoutGitConfig && GIT_CONFIG.test(name))) child[name] = clean;
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

/** The tokens themselves: under another name, in an address or in a header they are tokens still. */
function tokensIn(
  env: Readonly<Record<string, string | undefined>>,
  named: ReadonlySet<string>,
): SecretFinder {
  const variables = Object.entries(env).filter(
    ([name]) => isTokenVariable(name) || named.has(name) || name === 'CLAIMS_TARGET' || GIT_CONFIG.test(name),
  );
  return new SecretFinder(environmentSecrets(Object.fromEntries(variables), [...named]).filter(isTelling));
}

function isTelling(secret: string): boolean {
  return secret.length >= 8 && !/^[A-Za-z]{1,16}$/.test(secret);
}

function binFolders(folder: string): string[] {
  const folders: string[] = [];
  for (let at = resolve(folder); ; at = dirname(at)) {
    folders.push(join(at, 'node_modules', '.bin'));
    if (dirname(at) === at) return folders;
  }
}
