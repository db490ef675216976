import { mkdir } from 'node:fs/promises';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { COMMITTER } from '../../gitops/change-request/converge-options';
import { objectEnvironment } from '../../gitops/git/git-environment';
import { createGitRunner } from '../../gitops/git/git-runner';
import { openTarget } from '../../gitops/git/open-target';
import type { ActionContext } from '../action-context';

/** Milliseconds that one Git command may take. */
const TIME_LIMIT = 30_000;

/** Makes a bare repository with one commit on branch `main`: files by their path. */
export async function seedRepository(
  context: ActionContext,
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const git = createGitRunner({ folder, target: folder, timeLimit: TIME_LIMIT, signal: context.signal });
  const environment = objectEnvironment(context.env);
  await git.run({
    args: ['init', '--quiet', '--bare', '--initial-branch=main', '--template=', '.'],
    environment,
  });
  const repository = await openTarget({
    target: folder,
    folder,
    environment: context.env,
    signal: context.signal,
  });
  try {
    const edits = [...files].map(([path, content]) => ({ path, content }));
    const tree = await repository.makeTree(undefined, edits);
    if (tree === undefined) throw new ToolkitError('internal-error', 'there are no files to start from');
    const people = { author: COMMITTER, committer: COMMITTER, date: context.clock.now() };
    const commit = await repository.makeCommit({
      tree,
      message: 'Claims as they were ordered so far\n',
      ...people,
    });
    await repository.push([{ ref: 'refs/heads/main', newId: commit, expected: null }]);
  } finally {
    await repository.close();
  }
}
