import type { ForgeCapabilities } from '../forge';
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
import { isCode, noted, refusal, told } from '../web/refusal';
import { MARKER_ROOM } from '../web/request-marker';
import { changedRequest, openedRequest, ownRequests } from '../web/own-requests';
import {
  anyAnswer,
  commentAnswer,
  eventAnswer,
  mergeAnswer,
  permissionAnswer,
  pullAnswer,
  userAnswer,
  viewerAnswer,
} from './github-answers';
import type { GitHubClient } from './github-client';

// GitHub's limits: 256 characters of title, 65,536 of body and comment.
const CAPABILITIES: ForgeCapabilities = {
  titleLength: 256,
  markdown: true,
  bodyLength: 65_536 - MARKER_ROOM,
  commentLength: 65_536 - MARKER_ROOM,
  maxComments: 99,
  labels: true,
  reviewers: true,
  assignees: true,
  draft: true,
  autoMerge: true,
  remembersClosed: true,
  merge: 'forge',
};

const PULLS = '/repos/{owner}/{repo}/pulls';
const PULL = `${PULLS}/{pull_number}`;
const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}';
const COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}';
const PERMISSION = '/repos/{owner}/{repo}/collaborators/{username}/permission';
/** Pages of closed requests that are searched: strangers may have made any number. */
const CLOSED_PAGES = 10;
const METHODS = ['merge', 'squash', 'rebase'] as const;

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
    const found: ForgeRequest[] = [];
    let pages = 0;
    for await (const page of this.client.pages(`GET ${PULLS}`, filter, pullAnswer)) {
      found.push(...ownRequests(page, branch, base, state));
      pages += 1;
      if (found.length > 0 || (state === 'closed' && pages >= CLOSED_PAGES)) {
        break;
      }
    }
    return found;
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
    try {
      await this.client.send(`DELETE ${COMMENT}`, { comment_id: id }, anyAnswer);
    } catch (error) {
      if (!isCode(error, 'forge-not-found')) {
        throw error;
      }
    }
  }

  addLabels(number: number, labels: readonly string[]): Promise<readonly string[]> {
    return noted('labels', () =>
      this.client.send(`POST ${ISSUE}/labels`, { issue_number: number, labels }, anyAnswer),
    );
  }

  askReviewers(number: number, reviewers: readonly string[]): Promise<readonly string[]> {
    const teams = reviewers.filter((name) => name.includes('/'));
    const people = reviewers.filter((name) => !name.includes('/'));
    const slugs = teams.map((team) => team.slice(team.indexOf('/') + 1));
    return noted('reviewers', () =>
      this.client.send(
        `POST ${PULL}/requested_reviewers`,
        { pull_number: number, reviewers: people, team_reviewers: slugs },
        anyAnswer,
      ),
    );
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

  async labelSetters(number: number): Promise<ReadonlyMap<string, ForgeAccount>> {
    const setters = new Map<string, ForgeAccount>();
    // Oldest first.
    for (const event of await this.client.list(
      `GET ${ISSUE}/events`,
      { issue_number: number },
      eventAnswer,
    )) {
      const name = event.label?.name?.toLowerCase();
      if (name === undefined || (event.event !== 'labeled' && event.event !== 'unlabeled')) {
        continue;
      }
      if (event.event === 'labeled' && event.actor !== undefined) {
        setters.set(name, event.actor);
      } else {
        setters.delete(name);
      }
    }
    return setters;
  }

  async merge(number: number, head: string): Promise<MergeOutcome> {
    let reason = '';
    for (const method of METHODS) {
      try {
        const { merged } = await this.client.send(
          `PUT ${PULL}/merge`,
          { pull_number: number, sha: head, merge_method: method },
          mergeAnswer,
        );
        return merged ? { status: 'merged' } : { status: 'moved', reason: 'the forge did not merge' };
      } catch (error) {
        reason = refusal(error);
        if (isCode(error, 'forge-conflict') || /was modified|not mergeable/i.test(reason)) {
          return { status: 'moved', reason: `#${number} could not be merged as it is: ${reason}` };
        }
        if (!isCode(error, 'forge-validation-failed')) {
          throw error;
        }
        if (!/not allowed on this repository/i.test(reason)) {
          break;
        }
      }
    }
    return { status: 'refused', reason };
  }
}
