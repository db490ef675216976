import { DEFAULT_ACTOR } from '../../core/config/resolve-config';
import type { ResolvedConfig } from '../../core/config/resolved-config';
import { COMMITTER } from '../../gitops/change-request/converge-options';
import { targetEnvironment } from '../../gitops/git/git-environment';
import { createGitRunner } from '../../gitops/git/git-runner';
import type { Identity } from '../../gitops/git/target-repository';
import type { ActionContext } from '../action-context';

/** Milliseconds that reading the configuration of Git may take. */
const TIME_LIMIT = 10_000;

/** Who the commits are by: `gitops.author`, else GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL, else Git's own configuration, else this tool. */
export async function commitAuthor(context: ActionContext, config: ResolvedConfig): Promise<Identity> {
  if (config.author !== undefined) return config.author;
  const { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email } = context.env;
  if (name && email) return { name, email };
  const fromGit = await configuredIdentity(context);
  return fromGit.name !== '' && fromGit.email !== '' ? fromGit : COMMITTER;
}

/**
 * Who new registry entries are by (`createdBy`): `gitops.actor`, else the name under which Git knows whoever runs this, else this tool.
 * Without a target nothing is ordered yet; the tree then names this tool, as that of `cdk8s synth` does.
 */
export async function entryAuthor(context: ActionContext, config: ResolvedConfig): Promise<string> {
  if (config.actor !== undefined) return config.actor;
  if (config.target === undefined) return DEFAULT_ACTOR;
  const name = context.env['GIT_AUTHOR_NAME'] ?? '';
  return name.trim() || (await configuredIdentity(context)).name.trim() || DEFAULT_ACTOR;
}

/** Asked once a run: for the entries and for the commits. */
const ASKED = new WeakMap<ActionContext, Promise<Identity>>();

function configuredIdentity(context: ActionContext): Promise<Identity> {
  const asked = ASKED.get(context) ?? askGit(context);
  ASKED.set(context, asked);
  return asked;
}

/** `user.name` and `user.email` of Git, empty where they are not set. */
async function askGit(context: ActionContext): Promise<Identity> {
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
  return { name: found.get('user.name') ?? '', email: found.get('user.email') ?? '' };
}
