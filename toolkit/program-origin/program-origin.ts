import { isAbsolute, relative, sep } from 'node:path';
import { repositorySlug } from '../../core/config/target-url';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { targetEnvironment, type ChildEnvironment } from '../../gitops/git/git-environment';
import { createGitRunner, type GitRunner } from '../../gitops/git/git-runner';
import { ownRemote } from '../../gitops/git/own-remote';
import type { ProgramOrigin } from '../../report/view/program-origin';
import type { ActionContext } from '../action-context';
import { ciCommit, type CiCommit } from './ci-commit';
import { commitAddress } from './commit-address';

/** Milliseconds that a look at the author's repository may take: the review says more with it, and is right without. */
const TIME_LIMIT = 10_000;

/**
 * Which version of which repository the program in a folder is, for links from the review to the author's line: by its Git, else by the
 * variables of the CI.
 *
 * @returns undefined where neither tells
 */
export async function programOrigin(
  { env, signal }: Pick<ActionContext, 'env' | 'signal'>,
  folder: string,
): Promise<ProgramOrigin | undefined> {
  const ci = ciCommit(env);
  try {
    const git = createGitRunner({ folder, target: folder, timeLimit: TIME_LIMIT, signal });
    return await byGit(git, targetEnvironment(env), ci);
  } catch (error) {
    if (!ToolkitError.isToolkitError(error) || error.code === 'git-aborted') throw error;
    return ci === undefined ? undefined : byCi(ci, folder);
  }
}

async function byGit(
  git: GitRunner,
  environment: ChildEnvironment,
  ci: CiCommit | undefined,
): Promise<ProgramOrigin | undefined> {
  const ask = async (...args: readonly string[]): Promise<string> =>
    (await git.run({ args, environment })).stdout.toString('utf8');
  const [commit = '', prefix = ''] = (await ask('rev-parse', 'HEAD', '--show-prefix')).split('\n');
  // A folder below a repository that does not hold it (a home folder's, an ignored one) is no part of that commit.
  if ((await ask('ls-tree', '--name-only', 'HEAD')) === '') return undefined;
  const [ownAddress, uncommitted] = await Promise.all([
    ownRemote(git, environment),
    ask('status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all', '--', '.'),
  ]);
  const isCiCommit = ci?.commit === commit;
  const remote = ownAddress ?? (isCiCommit ? ci.remote : undefined);
  const isPushed =
    isCiCommit || (await ask('for-each-ref', '--count=1', '--contains', commit, 'refs/remotes')) !== '';
  const address =
    remote === undefined || !isPushed
      ? undefined
      : commitAddress(remote, commit, isCiCommit ? ci.forge : undefined);
  return {
    ...named(remote),
    commit,
    ...(address !== undefined && {
      commitUrl: address.commitUrl,
      sourceUrl: `${address.sourceUrl}/${encoded(prefix)}`,
    }),
    uncommitted: new Set(
      uncommitted
        .split('\0')
        .filter((line) => line !== '')
        .map((line) => line.slice(3 + prefix.length)),
    ),
  };
}

function byCi({ commit, remote, forge, folder: top }: CiCommit, folder: string): ProgramOrigin {
  const address = remote === undefined ? undefined : commitAddress(remote, commit, forge);
  const below = top === undefined ? undefined : relative(top, folder);
  const isInside = below !== undefined && !below.startsWith('..') && !isAbsolute(below);
  return {
    ...named(remote),
    commit,
    ...(address !== undefined && { commitUrl: address.commitUrl }),
    ...(address !== undefined &&
      isInside && { sourceUrl: `${address.sourceUrl}/${encoded(below.replaceAll(sep, '/'))}` }),
    uncommitted: new Set(),
  };
}

function named(remote: string | undefined): { readonly repository?: string } {
  const repository = remote === undefined ? undefined : repositorySlug(remote);
  return repository === undefined ? {} : { repository };
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
