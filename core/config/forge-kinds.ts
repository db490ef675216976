import { wordList } from '../text/word-list';

/** What is known of a kind of forge before it is used. */
export interface ForgeDefaults {
  /** Its name for people. */
  readonly title: string;
  /** A target on this host has its requests there without a word of configuration. */
  readonly host?: string;
  /** Address of the API; without one it has to be configured. */
  readonly apiUrl?: string;
  /** Variable that holds the token. */
  readonly tokenEnv: string;
  /** Where CI systems fill that variable by themselves: the one that names the API which their token is for. */
  readonly tokenApiEnv?: string;
  /** What stands between the address of a repository and `<branch>/<path of a file>`. */
  readonly files: string;
}

/** A row for each kind of forge. `git` keeps requests in the repository itself: no API, no token, no web pages. */
const KINDS = {
  git: undefined,
  github: {
    title: 'GitHub',
    host: 'github.com',
    apiUrl: 'https://api.github.com',
    tokenEnv: 'GITHUB_TOKEN',
    tokenApiEnv: 'GITHUB_API_URL',
    files: 'blob',
  },
  gitea: { title: 'Gitea', tokenEnv: 'GITEA_TOKEN', files: 'src/branch' },
} as const satisfies Readonly<Record<string, ForgeDefaults | undefined>>;

/** A kind of forge, by the name that `gitops.forge.type` gives it. */
export type ForgeKind = keyof typeof KINDS;

/** All kinds. */
export const FORGE_KINDS = Object.keys(KINDS) as readonly ForgeKind[];

/** What is known of each kind; undefined: it needs none of it. */
export const FORGE_DEFAULTS: Readonly<Record<ForgeKind, ForgeDefaults | undefined>> = KINDS;

/** Those that have an API. */
export const WEB_FORGES: readonly (ForgeDefaults & { readonly kind: ForgeKind })[] = FORGE_KINDS.flatMap(
  (kind) => {
    const defaults = FORGE_DEFAULTS[kind];
    return defaults === undefined ? [] : [{ kind, ...defaults }];
  },
);

/** The variables of tokens, for texts: `` `A_TOKEN` or `B_TOKEN` ``. */
export const TOKEN_VARIABLES = wordList(
  WEB_FORGES.map(({ tokenEnv }) => `\`${tokenEnv}\``),
  'or',
);
