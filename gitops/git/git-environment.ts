import type { SecretValue } from './secret-value';

/** Environment variables of a process, as handed in by whoever may read them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable for a child; secrets stay wrapped until the child is started. */
export type ChildEnvironment = Record<string, string | SecretValue>;

/** Git configuration for one child: key and value. */
export type ConfigPair = readonly [key: string, value: string | SecretValue];

const SYSTEM = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'ProgramData',
  'PATHEXT',
  'COMSPEC',
];

/** What fetch and push need to reach a server the way the user's own Git does. */
const NETWORK = [
  'SSH_AUTH_SOCK',
  'SSH_AGENT_PID',
  'XDG_CONFIG_HOME',
  'XDG_RUNTIME_DIR',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
];

const ALWAYS: readonly ConfigPair[] = [
  ['core.hooksPath', '/dev/null'],
  ['protocol.ext.allow', 'never'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['push.followTags', 'false'],
  ['push.gpgSign', 'false'],
  ['push.recurseSubmodules', 'no'],
  ['fetch.recurseSubmodules', 'no'],
  ['fetch.writeCommitGraph', 'false'],
  // Nothing is taken from anywhere but the server itself, whatever it proposes.
  ['transfer.bundleURI', 'false'],
  ['fetch.uriProtocols', ''],
  ['promisor.acceptFromServer', 'none'],
  ['core.fsmonitor', 'false'],
  ['core.quotePath', 'false'],
  ['color.ui', 'false'],
];

function pick(environment: Environment, names: readonly string[]): ChildEnvironment {
  const picked: ChildEnvironment = {};
  for (const name of names) {
    const value = environment[name];
    if (value !== undefined) {
      picked[name] = value;
    }
  }
  return picked;
}

function withConfig(child: ChildEnvironment, pairs: readonly ConfigPair[]): ChildEnvironment {
  child['GIT_CONFIG_COUNT'] = String(pairs.length);
  for (const [index, [key, value]] of pairs.entries()) {
    child[`GIT_CONFIG_KEY_${index}`] = key;
    child[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return child;
}

/** Same words from Git wherever it runs, and no question to anybody. */
const QUIET = {
  LC_ALL: 'C',
  LANGUAGE: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS_REQUIRE: 'never',
  GIT_OPTIONAL_LOCKS: '0',
} as const;

/**
 * For work on objects: nobody's configuration, no hook, no network.
 *
 * @param config - more configuration for these children alone
 */
export function objectEnvironment(
  environment: Environment,
  config: readonly ConfigPair[] = [],
): ChildEnvironment {
  return withConfig(
    {
      ...pick(environment, SYSTEM),
      ...QUIET,
      GIT_LITERAL_PATHSPECS: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
    },
    [...ALWAYS, ...config],
  );
}

/**
 * For fetch, push and looking at a target: the user's own configuration (credential helpers, proxies, SSH,
 * `safe.directory`), still without hooks and prompts.
 *
 * @param config - more configuration for this child alone, e.g. an authorization header
 */
export function targetEnvironment(
  environment: Environment,
  config: readonly ConfigPair[] = [],
): ChildEnvironment {
  return withConfig({ ...pick(environment, [...SYSTEM, ...NETWORK]), ...QUIET }, [...ALWAYS, ...config]);
}
