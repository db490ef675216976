import type { WebForge } from './commit-address';

type Environment = Readonly<Record<string, string | undefined>>;

/** The commit that a CI system says it runs for. */
export interface CiCommit {
  readonly commit: string;
  /** Address of the repository; undefined where it is not told. */
  readonly remote?: string;
  readonly forge?: WebForge;
  /** Folder that the repository was checked out into. */
  readonly folder?: string;
}

/** What one CI system tells in its variables. */
interface CiSystem {
  readonly commit: string;
  readonly remote: (env: Environment) => string | undefined;
  readonly forge?: (env: Environment) => WebForge | undefined;
  readonly folder?: string;
}

/** The variables that these systems document; Gitea's and Forgejo's actions take GitHub's names. */
const SYSTEMS: readonly CiSystem[] = [
  {
    commit: 'GITHUB_SHA',
    remote: ({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: slug }) =>
      server === undefined || slug === undefined ? undefined : `${server}/${slug}`,
    forge: ({ GITEA_ACTIONS: gitea, FORGEJO_ACTIONS: forgejo }) =>
      gitea === 'true' || forgejo === 'true' ? 'gitea' : 'github',
    folder: 'GITHUB_WORKSPACE',
  },
  {
    commit: 'CI_COMMIT_SHA',
    remote: ({ CI_PROJECT_URL: gitlab, CI_REPO_URL: woodpecker }) => gitlab ?? woodpecker,
    forge: ({ GITLAB_CI: gitlab }) => (gitlab === 'true' ? 'gitlab' : undefined),
    folder: 'CI_PROJECT_DIR',
  },
  {
    commit: 'BITBUCKET_COMMIT',
    remote: ({ BITBUCKET_GIT_HTTP_ORIGIN: origin }) => origin,
    forge: () => 'bitbucket',
    folder: 'BITBUCKET_CLONE_DIR',
  },
  {
    commit: 'BUILD_SOURCEVERSION',
    remote: ({ BUILD_REPOSITORY_URI: uri }) => uri,
    folder: 'BUILD_SOURCESDIRECTORY',
  },
  { commit: 'BUILDKITE_COMMIT', remote: ({ BUILDKITE_REPO: repository }) => repository },
  { commit: 'CIRCLE_SHA1', remote: ({ CIRCLE_REPOSITORY_URL: url }) => url },
  { commit: 'DRONE_COMMIT_SHA', remote: ({ DRONE_REPO_LINK: link }) => link },
  { commit: 'GIT_COMMIT', remote: ({ GIT_URL: url }) => url, folder: 'WORKSPACE' },
];

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** What the CI that this runs in says of the commit; undefined outside of one. */
export function ciCommit(env: Environment): CiCommit | undefined {
  for (const system of SYSTEMS) {
    const commit = env[system.commit];
    if (commit === undefined || !OBJECT_ID.test(commit)) continue;
    const remote = system.remote(env);
    const forge = system.forge?.(env);
    const folder = system.folder === undefined ? undefined : env[system.folder];
    return {
      commit,
      ...(remote !== undefined && { remote }),
      ...(forge !== undefined && { forge }),
      ...(folder !== undefined && folder !== '' && { folder }),
    };
  }
  return undefined;
}
