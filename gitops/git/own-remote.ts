import { targetCredentials } from '../../core/config/target-credentials';
import { repositorySlug } from '../../core/config/target-url';
import { holdSecretsForEver } from '../../core/secrets/secrets-in-use';
import type { ChildEnvironment } from './git-environment';
import type { GitRunner } from './git-runner';

/** Remotes that name the repository itself, the surest first: of a fork's clone `upstream` is what the fork was made of. */
const SUREST = ['upstream', 'origin'];
const URL_KEY = /^remote\.(.+)\.url$/s;

/**
 * The address that a local repository was cloned from: that of `upstream`, else of `origin`, else of its only remote.
 *
 * @param git - runs in the repository
 * @returns undefined where there is no remote, or none of several is meant; it may hold credentials
 */
export async function ownRemote(git: GitRunner, environment: ChildEnvironment): Promise<string | undefined> {
  const { stdout } = await git.run({
    args: ['config', '-z', '--get-regexp', String.raw`^remote\..*\.url$`],
    environment,
    answers: [0, 1],
  });
  const urls = new Map<string, string>();
  for (const pair of stdout.toString('utf8').split('\0')) {
    const end = pair.indexOf('\n');
    const name = URL_KEY.exec(pair.slice(0, end))?.[1];
    // The first address of a remote is the one that is fetched from (git-config(1), remote.<name>.url).
    if (end > 0 && name !== undefined && !urls.has(name)) urls.set(name, pair.slice(end + 1));
    holdSecretsForEver(...targetCredentials(pair.slice(end + 1)).secrets);
  }
  const name = SUREST.find((known) => urls.has(known)) ?? (urls.size === 1 ? [...urls.keys()][0] : undefined);
  return name === undefined ? undefined : urls.get(name);
}

/** {@link ownRemote} as a slug `owner/name`; undefined also for remotes on this machine. */
export async function ownSlug(git: GitRunner, environment: ChildEnvironment): Promise<string | undefined> {
  const url = await ownRemote(git, environment);
  return url === undefined ? undefined : repositorySlug(url);
}
