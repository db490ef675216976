import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Forge } from '../../gitops/forge/forge';
import { createGiteaForge } from '../../gitops/forge/gitea/gitea-forge';
import { createGitHubForge } from '../../gitops/forge/github/github-forge';
import { createPlainGitForge } from '../../gitops/forge/plain-git/plain-git-forge';
import type { TargetRepository } from '../../gitops/git/target-repository';
import type { ActionContext } from '../action-context';
import { packageVersion } from '../package-version';
import { fileText, forgeToken, variableText } from './forge-token';
import type { Project } from '../project/load-project';
import { assertTokenPurpose } from './token-purpose';

/**
 * The forge that keeps the change requests of a project. Neither token nor network are needed before its first use.
 *
 * @throws ToolkitError `forge-repository-unknown`
 */
export function forgeFor(context: ActionContext, project: Project, repository: TargetRepository): Forge {
  const { forge } = project.config;
  if (forge.type === 'git') return createPlainGitForge(repository);
  const { apiUrl = '', commits = 'push' } = forge;
  const options = {
    apiUrl,
    commits,
    repository: repositoryOn(project, apiUrl),
    token: () => requiredToken(context, project),
    version: packageVersion(),
    signal: context.signal,
    onPause: (seconds: number, reason: string) => {
      context.reporter.report({ type: 'note', message: `${reason}, going on in ${seconds} s` });
    },
  };
  return forge.type === 'github'
    ? createGitHubForge(repository, options)
    : createGiteaForge(repository, options);
}

function repositoryOn({ config }: Project, apiUrl: string): string {
  const { repository, target = '' } = config;
  if (repository !== undefined && /^[^/]+\/[^/]+$/.test(repository)) return repository;
  throw new ToolkitError(
    'forge-repository-unknown',
    `'${target}' names no repository of ${new URL(apiUrl).host}, set gitops.repository to 'owner/name'`,
  );
}

async function requiredToken(context: ActionContext, project: Project): Promise<string> {
  const token = await forgeToken(context, project);
  if (token !== undefined) {
    assertTokenPurpose(project.config.forge, context.env);
    return token;
  }
  const { apiUrl = '', tokenEnv, tokenFile } = project.config.forge;
  const place =
    tokenEnv === undefined
      ? `${fileText(tokenFile ?? '')} is empty`
      : `${variableText(context, tokenEnv)} is not set`;
  throw new ToolkitError(
    'forge-token-missing',
    `${place}, so no change request can be opened on ${new URL(apiUrl).host}`,
  );
}
