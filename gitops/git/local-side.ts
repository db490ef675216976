import { access, constants, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { ObjectFormat } from '../../core/snapshot';
import type { ChildEnvironment } from './git-environment';
import { createGitRunner, type GitRunner } from './git-runner';
import { judgePush } from './judge-push';
import { ownSlug } from './own-remote';
import { probeArguments, pushArguments } from './push';
import { parseRefs, type TargetSide } from './target-side';

/** A repository on this machine: bare, with a work tree, or a linked work tree. */
export interface LocalRepository {
  /** Folder as given, resolved. */
  readonly folder: string;
  /** The Git folder that holds refs and objects. */
  readonly gitFolder: string;
  readonly bare: boolean;
  readonly objectFormat: ObjectFormat;
}

/** Limits for the Git commands that look at a target. */
export interface LocalOptions {
  readonly environment: ChildEnvironment;
  readonly timeLimit: number;
  readonly signal?: AbortSignal;
}

function runnerIn(folder: string, target: string, options: LocalOptions): GitRunner {
  return createGitRunner({
    folder,
    target,
    timeLimit: options.timeLimit,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
}

/** Finds the repository whose top is this folder, never one further up. Throws `target-not-a-repository`. */
export async function findLocalRepository(path: string, options: LocalOptions): Promise<LocalRepository> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    const why = found === undefined ? 'does not exist' : 'is a file, not a folder';
    throw new ToolkitError('target-not-a-repository', `${path} ${why}`, { data: { target: path } });
  }
  const folder = await realpath(path);
  const { stdout } = await runnerIn(folder, path, options).run({
    args: [
      'rev-parse',
      '--path-format=absolute',
      '--git-common-dir',
      '--is-bare-repository',
      '--show-object-format',
    ],
    environment: { ...options.environment, GIT_CEILING_DIRECTORIES: dirname(folder) },
  });
  // A folder's name may hold line breaks; the two lines behind it are Git's own words.
  const lines = stdout.toString('utf8').trimEnd().split('\n');
  const format = lines.pop();
  const bare = lines.pop();
  const gitFolder = lines.join('\n');
  return { folder, gitFolder, bare: bare === 'true', objectFormat: format === 'sha256' ? 'sha256' : 'sha1' };
}

/** Slug `owner/name` of the repository whose top is this folder, by the remote that it was cloned from. */
export async function localRepositorySlug(path: string, options: LocalOptions): Promise<string | undefined> {
  const { gitFolder } = await findLocalRepository(path, options);
  return ownSlug(runnerIn(gitFolder, path, options), options.environment);
}

/** Reads refs in place; objects are seen through the scratch repository's alternates. */
export function localSide(
  repository: LocalRepository,
  scratch: GitRunner,
  options: LocalOptions,
): TargetSide {
  const { environment } = options;
  const git = runnerIn(repository.gitFolder, repository.folder, options);
  const listRefs = async (patterns: readonly string[]) => {
    const { stdout } = await git.run({
      args: ['for-each-ref', '--format=%(objectname) %(refname)', ...patterns],
      environment,
    });
    return parseRefs(stdout.toString('utf8'));
  };
  return {
    objectFormat: repository.objectFormat,
    listRefs,
    fetch: async (refs) => {
      const found = await listRefs(refs);
      return new Map([...found].filter(([ref]) => refs.includes(ref)));
    },
    defaultBranch: async () => {
      const { stdout } = await git.run({
        args: ['symbolic-ref', '--quiet', '--short', 'HEAD'],
        environment,
        answers: [0, 1],
      });
      const branch = stdout.toString('utf8').trim();
      return branch === '' ? undefined : branch;
    },
    repositorySlug: async () => ((await mayHaveRemote(repository)) ? ownSlug(git, environment) : undefined),
    assertMovable: async (branch) => {
      if (!(await hasNoWorkTree(repository))) await assertNotCheckedOut(git, environment, branch);
    },
    push: async (updates) => {
      const answer = await scratch.run({
        args: pushArguments(repository.gitFolder, updates),
        environment,
        answers: [0, 1, 128],
      });
      return judgePush({ answer, updates, target: repository.folder, currentRefs: listRefs });
    },
    assertWritable: async (commit) => {
      await scratch.run({ args: probeArguments(repository.gitFolder, commit), environment });
      // A dry run writes nothing, so it does not notice that it could not.
      for (const folder of ['objects', 'refs']) {
        await assertFolderWritable(join(repository.gitFolder, folder));
      }
    },
  };
}

/** Whether its configuration may name a remote, in itself or in a file that it includes: most bare repositories have none, which takes no process to see. */
async function mayHaveRemote({ gitFolder }: LocalRepository): Promise<boolean> {
  const text = await readFile(join(gitFolder, 'config'), 'utf8').catch(() => undefined);
  return text === undefined || /remote|include|worktreeConfig/i.test(text);
}

/** Whether no branch can be checked out anywhere: a bare repository to which no work tree was ever added. */
async function hasNoWorkTree({ bare, gitFolder }: LocalRepository): Promise<boolean> {
  return bare && (await stat(join(gitFolder, 'worktrees')).catch(() => undefined)) === undefined;
}

async function assertFolderWritable(folder: string): Promise<void> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new ToolkitError('target-read-only', `permission denied on ${folder}`, {
      cause,
      data: { target: folder },
    });
  }
}

/**
 * Git refuses to move a branch that a work tree has checked out, unless the target allows it
 * (git-config(1), receive.denyCurrentBranch). Found out before anything is written.
 */
async function assertNotCheckedOut(
  git: GitRunner,
  environment: ChildEnvironment,
  branch: string,
): Promise<void> {
  const { stdout } = await git.run({ args: ['worktree', 'list', '--porcelain'], environment });
  const tree = stdout
    .toString('utf8')
    .split('\n\n')
    .map((block) => block.split('\n'))
    .find((lines) => lines.includes(`branch refs/heads/${branch}`));
  if (tree === undefined) {
    return;
  }
  const setting = await git.run({
    args: ['config', '--get', 'receive.denyCurrentBranch'],
    environment,
    answers: [0, 1],
  });
  const value = setting.stdout.toString('utf8').trim().toLowerCase();
  if (!['ignore', 'warn', 'updateinstead', 'false', 'no', 'off', '0'].includes(value)) {
    const folder = (tree[0] ?? '').replace(/^worktree /, '');
    throw new ToolkitError(
      'base-checked-out',
      `${branch} is checked out in ${folder}, and Git refuses to move it there; use a bare repository, check out another branch, or set receive.denyCurrentBranch to updateInstead`,
      { data: { branch, folder } },
    );
  }
}
