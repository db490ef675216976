import type { ResolvedConfig } from '../../core/config/resolved-config';
import { COMMITTER } from '../../gitops/change-request/converge-options';
import { targetEnvironment } from '../../gitops/git/git-environment';
import { createGitRunner } from '../../gitops/git/git-runner';
import type { Identity } from '../../gitops/git/target-repository';
import type { CommandContext } from '../command/command-module';

/** Milliseconds that reading the configuration of Git may take. */
const TIME_LIMIT = 10_000;

/** Who the commits are by: `gitops.author`, else GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL, else Git's own configuration, else this tool. */
export async function commitAuthor(context: CommandContext, config: ResolvedConfig): Promise<Identity> {
  if (config.author !== undefined) return config.author;
  const { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email } = context.env;
  if (name && email) return { name, email };
  const git = createGitRunner({
    folder: context.cwd,
    target: 'the configuration of Git',
    timeLimit: TIME_LIMIT,
  });
  const { stdout } = await git.run({
    args: ['config', '--get-regexp', '^user\\.(name|email)$'],
    environment: targetEnvironment(context.env),
    answers: [0, 1],
  });
  const found = new Map(
    stdout
      .toString('utf8')
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const),
  );
  const fromGit = { name: found.get('user.name') ?? '', email: found.get('user.email') ?? '' };
  return fromGit.name !== '' && fromGit.email !== '' ? fromGit : COMMITTER;
}
