import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { ChangePlan, PlanInput } from '../../../gitops/change-request/change-plan';
import type { RetryPolicy } from '../../../gitops/change-request/retry';
import { ContentsApi } from '../../../gitops/forge/github/contents-api';
import { GitHubApi } from '../../../gitops/forge/github/github-api';
import { createGitHubClient } from '../../../gitops/forge/github/github-client';
import type { RequestKey } from '../../../gitops/forge/request-key';
import type { ConnectOptions } from '../run/connect-registry';
import { type ContentsResult, convergeByContents } from './contents-request';

/** What is run, and how patiently. */
export interface ContentsRun<P extends ChangePlan> {
  readonly key: RequestKey;
  readonly planFor: (input: PlanInput) => Promise<P>;
  readonly retry?: RetryPolicy;
  readonly signal?: AbortSignal;
}

/** One run through the API alone. See {@link convergeByContents}. */
export function runByContents<P extends ChangePlan>(
  { place, logger, version }: ConnectOptions,
  { key, planFor, retry, signal }: ContentsRun<P>,
): Promise<ContentsResult<P>> {
  const { apiUrl, repository, base, file } = place;
  const client = createGitHubClient({
    apiUrl,
    repository,
    version,
    token: () => Promise.resolve(place.token()),
    ...(signal !== undefined && { signal }),
    onPause: (seconds, reason) => {
      logger.warn({ seconds, reason }, 'the forge asks for a pause');
    },
  });
  const github = new GitHubApi(client);
  return convergeByContents({
    api: new ContentsApi(client),
    merge: place.merge ? (number, head) => github.merge(number, head) : undefined,
    capabilities: github.capabilities,
    key,
    base,
    file,
    planFor,
    version,
    ...(retry !== undefined && { retry }),
    ...(signal !== undefined && { signal }),
  });
}

/** Whether a registry can be brought up to date all the same where Git gives this error: nobody named a Git repository, and the API of GitHub has the file. */
export function isWithoutGit({ place }: ConnectOptions, error: unknown): error is ToolkitError {
  if (!place.mayUseApi || !ToolkitError.isToolkitError(error)) return false;
  return error.kind !== 'interrupted' && error.code !== 'forge-token-missing';
}
