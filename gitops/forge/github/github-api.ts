import type { ForgeCapabilities } from '../forge';
import { anyAnswer, permissionAnswer } from '../web/answer-parts';
import type { AccountStanding, ForgeAccount } from '../web/forge-account';
import type {
  ForgeApi,
  ForgeComment,
  ForgeRequest,
  MergeOutcome,
  NewRequest,
  OpenOutcome,
  RequestChange,
} from '../web/forge-api';
import type { MergedRequest } from '../web/merged-request';
import { mergedRequests } from '../web/merged-requests';
import { lastSetters } from '../web/label-setters';
import { mergeByMethods } from '../web/merge-methods';
import { noted, refusal, told, ifFound } from '../web/refusal';
import { requestedReviewers } from '../web/request-settings';
import { WEB_CAPABILITIES } from '../web/web-capabilities';
import { MARKER_ROOM } from '../web/request-marker';
import { changedRequest, openedRequest, ownRequests } from '../web/own-requests';
import {
  commentAnswer,
  eventAnswer,
  mergeAnswer,
  pullAnswer,
  userAnswer,
  viewerAnswer,
} from './github-answers';
import type { GitHubClient } from './github-client';

// GitHub's limits: 256 characters of title, 65,536 of body and comment.
const CAPABILITIES: ForgeCapabilities = {
  ...WEB_CAPABILITIES,
  titleLength: 256,
  markdown: true,
  bodyLength: 65_536 - MARKER_ROOM,
  commentLength: 65_536 - MARKER_ROOM,
};

/** Of lists that are asked for again and again, whose first items are the news. */
const SHORT_PAGE = 20;

const PULLS = '/repos/{owner}/{repo}/pulls';
const PULL = `${PULLS}/{pull_number}`;
const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}';
const COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}';
const PERMISSION = '/repos/{owner}/{repo}/collaborators/{username}/permission';

/** Pull requests by GitHub's REST API; auto-merge by GraphQL, which alone has it. */
export class GitHubApi implements ForgeApi {
  readonly name = 'github';
  readonly capabilities = CAPABILITIES;

  constructor(private readonly client: GitHubClient) {}

  get writes(): number {
    return this.client.writes;
  }

  async listRequests(
    branch: string,
    base: string,
    state: 'open' | 'closed',
  ): Promise<readonly ForgeRequest[]> {
    // Without `user:` GitHub ignores `head` and lists everything; with it, forks of the same owner are listed too.
    const filter = {
      state,
      head: `${this.client.owner}:${branch}`,
      base,
      sort: 'created',
      direction: 'desc',
    };
    return ownRequests(this.client.pages(`GET ${PULLS}`, filter, pullAnswer), branch, base, state);
  }

  mergedRequests(base: string, since: number): Promise<readonly MergedRequest[]> {
    const filter = { state: 'closed', base, sort: 'updated', direction: 'desc', per_page: SHORT_PAGE };
    return mergedRequests(this.client.pages(`GET ${PULLS}`, filter, pullAnswer), base, since);
  }

  async openRequest({ branch, base, title, body, draft }: NewRequest): Promise<OpenOutcome> {
    try {
      const request = await this.client.send(
        `POST ${PULLS}`,
        { title, body, head: branch, base, draft },
        pullAnswer,
      );
      return { status: 'opened', request: openedRequest(request, branch, base, this.client.host) };
    } catch (error) {
      const reason = refusal(error);
      if (/already exists/i.test(reason)) {
        return { status: 'exists' };
      }
      if (/no commits between/i.test(reason)) {
        return { status: 'nothing' };
      }
      if (/head is invalid|could not resolve to a node/i.test(reason)) {
        return { status: 'not-yet' };
      }
      throw error;
    }
  }

  async changeRequest(number: number, change: RequestChange): Promise<ForgeRequest> {
    const request = await this.client.send(`PATCH ${PULL}`, { pull_number: number, ...change }, pullAnswer);
    return changedRequest(request, number, this.client.host);
  }

  async listComments(number: number): Promise<readonly ForgeComment[]> {
    const comments = await this.client.list(`GET ${ISSUE}/comments`, { issue_number: number }, commentAnswer);
    // A comment that is written while pages are read can show up twice.
    return [...new Map(comments.map((comment) => [comment.id, comment])).values()];
  }

  createComment(number: number, body: string): Promise<ForgeComment> {
    return this.client.send(`POST ${ISSUE}/comments`, { issue_number: number, body }, commentAnswer);
  }

  async updateComment(id: number, body: string): Promise<void> {
    await this.client.send(`PATCH ${COMMENT}`, { comment_id: id, body }, anyAnswer);
  }

  async deleteComment(id: number): Promise<void> {
    await ifFound(() => this.client.send(`DELETE ${COMMENT}`, { comment_id: id }, anyAnswer));
  }

  addLabels(number: number, labels: readonly string[]): Promise<readonly string[]> {
    return noted('labels', () =>
      this.client.send(`POST ${ISSUE}/labels`, { issue_number: number, labels }, anyAnswer),
    );
  }

  askReviewers(number: number, reviewers: readonly string[]): Promise<readonly string[]> {
    const asked = { pull_number: number, ...requestedReviewers(reviewers) };
    return noted('reviewers', () => this.client.send(`POST ${PULL}/requested_reviewers`, asked, anyAnswer));
  }

  assign(number: number, assignees: readonly string[]): Promise<readonly string[]> {
    return noted('assignees', () =>
      this.client.send(`POST ${ISSUE}/assignees`, { issue_number: number, assignees }, anyAnswer),
    );
  }

  async setAutoMerge({ nodeId }: ForgeRequest, enabled: boolean): Promise<readonly string[]> {
    const name = enabled ? 'enablePullRequestAutoMerge' : 'disablePullRequestAutoMerge';
    const type = enabled ? 'EnablePullRequestAutoMergeInput' : 'DisablePullRequestAutoMergeInput';
    const refusals = await this.client.mutate(
      `mutation ($input: ${type}!) { ${name}(input: $input) { clientMutationId } }`,
      { pullRequestId: nodeId },
    );
    return refusals.map((reason) => `auto-merge: ${reason}`);
  }

  async self(): Promise<ForgeAccount | undefined> {
    const user = await told(() => this.client.send('GET /user', {}, userAnswer));
    if (user !== undefined) {
      return user;
    }
    // Installations of an app, GitHub Actions among them, are told apart by GraphQL alone.
    const found = await told(() => this.client.query('query { viewer { login databaseId } }', viewerAnswer));
    if (found === undefined) {
      return undefined;
    }
    const { login, databaseId } = found.viewer;
    return { login, ...(databaseId === null || databaseId === undefined ? {} : { id: databaseId }) };
  }

  async standing({ login }: ForgeAccount): Promise<AccountStanding> {
    const found = await told(() =>
      this.client.send(`GET ${PERMISSION}`, { username: login }, permissionAnswer),
    );
    // `maintain` is told as `write`, `triage` as `read`.
    return found?.permission === 'write' || found?.permission === 'admin' ? 'writer' : 'none';
  }

  labelSetters(number: number): Promise<ReadonlyMap<string, ForgeAccount>> {
    return lastSetters(this.client.pages(`GET ${ISSUE}/events`, { issue_number: number }, eventAnswer));
  }

  merge(number: number, head: string): Promise<MergeOutcome> {
    return mergeByMethods(number, {
      send: async (method) => {
        const parameters = { pull_number: number, sha: head, merge_method: method };
        const { merged } = await this.client.send(`PUT ${PULL}/merge`, parameters, mergeAnswer);
        return merged ? { status: 'merged' } : { status: 'moved', reason: 'the forge did not merge' };
      },
      isMoved: (_error, reason) => /was modified|not mergeable/i.test(reason),
      isOtherMethod: (reason) => /not allowed on this repository/i.test(reason),
    });
  }
}
