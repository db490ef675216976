import { targetEnvironment } from '../../gitops/git/git-environment';
import { createGitRunner } from '../../gitops/git/git-runner';
import type { ActionContext } from '../action-context';

/** Milliseconds that `git version` may take. */
const TIME_LIMIT = 10_000;

/**
 * What `git version` prints.
 *
 * @throws ToolkitError `git-not-installed`
 */
export async function gitVersion({ cwd, env, signal }: ActionContext): Promise<string> {
  const git = createGitRunner({ folder: cwd, target: 'git', timeLimit: TIME_LIMIT, signal });
  const { stdout } = await git.run({ args: ['version'], environment: targetEnvironment(env) });
  return stdout.toString('utf8').trim();
}
