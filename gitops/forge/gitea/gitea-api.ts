import type { ForgeCapabilities } from '../forge';
import { anyAnswer } from '../web/answer-parts';
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
import { isCode, noted, refusal, ifFound } from '../web/refusal';
import { requestedReviewers } from '../web/request-settings';
import { WEB_CAPABILITIES } from '../web/web-capabilities';
import { changedRequest, openedRequest, ownRequests } from '../web/own-requests';
import { readSelf, readStanding } from './gitea-accounts';
import { commentAnswer, eventAnswer, labelAnswer, pullAnswer } from './gitea-answers';
import type { GiteaClient } from './gitea-client';

// Gitea keeps bodies and comments in columns without a practical limit; a million characters is what browsers still show.
const CAPABILITIES: ForgeCapabilities = {
  ...WEB_CAPABILITIES,
  titleLength: 240,
  markdown: true,
  bodyLength: 1_000_000,
  commentLength: 1_000_000,
};

const LABEL_COLOR = '#ededed';

/** Pull requests by the REST API of Gitea and Forgejo. */
export class GiteaApi implements ForgeApi {
  readonly name = 'gitea';
  readonly capabilities = CAPABILITIES;
  /** Draft prefixes of the requests seen: a new title keeps them. */
  private readonly prefixes = new Map<number, string>();

  constructor(private readonly client: GiteaClient) {}

  get writes(): number {
    return this.client.writes;
  }

  async listRequests(
    branch: string,
    base: string,
    state: 'open' | 'closed',
  ): Promise<readonly ForgeRequest[]> {
    if (state === 'closed' && !(await this.hasAny(branch, base))) return [];
    // The API has no filter by branch.
    const pages = this.client.pages('GET /pulls', pullAnswer, { state, base_branch: base });
    const found = await ownRequests(pages, branch, base, state);
    for (const { number, prefix } of found) {
      this.prefixes.set(number, prefix);
    }
    return found;
  }

  mergedRequests(base: string, since: number): Promise<readonly MergedRequest[]> {
    const query = { state: 'closed', base_branch: base, sort: 'recentupdate' };
    return mergedRequests(this.client.pages('GET /pulls', pullAnswer, query), base, since);
  }

  async openRequest({ branch, base, title, body, draft }: NewRequest): Promise<OpenOutcome> {
    const prefix = draft ? 'WIP: ' : '';
    try {
      const request = await this.client.send('POST /pulls', pullAnswer, {
        head: branch,
        base,
        title: prefix + title,
        body,
      });
      this.prefixes.set(request.number, request.prefix);
      return { status: 'opened', request: openedRequest(request, branch, base, this.client.host) };
    } catch (error) {
      if (isCode(error, 'forge-conflict')) {
        return { status: 'exists' };
      }
      if (/no changes between/i.test(refusal(error))) {
        return { status: 'nothing' };
      }
      if (isCode(error, 'forge-not-found')) {
        return { status: 'not-yet' };
      }
      throw error;
    }
  }

  async changeRequest(number: number, { title, body, state }: RequestChange): Promise<ForgeRequest> {
    const change = {
      ...(title === undefined ? {} : { title: (this.prefixes.get(number) ?? '') + title }),
      ...(body === undefined ? {} : { body }),
      ...(state === undefined ? {} : { state }),
    };
    const request = await this.client.send(`PATCH /pulls/${number}`, pullAnswer, change);
    return changedRequest(request, number, this.client.host);
  }

  async listComments(number: number): Promise<readonly ForgeComment[]> {
    // The list of one request comes in one piece.
    return this.client.send(`GET /issues/${number}/comments`, commentAnswer.array());
  }

  createComment(number: number, body: string): Promise<ForgeComment> {
    return this.client.send(`POST /issues/${number}/comments`, commentAnswer, { body });
  }

  async updateComment(id: number, body: string): Promise<void> {
    await this.client.send(`PATCH /issues/comments/${id}`, anyAnswer, { body });
  }

  async deleteComment(id: number): Promise<void> {
    await ifFound(() => this.client.send(`DELETE /issues/comments/${id}`, anyAnswer));
  }

  addLabels(number: number, labels: readonly string[]): Promise<readonly string[]> {
    return noted('labels', async () => {
      const known = new Map<string, number>();
      for await (const page of this.client.pages('GET /labels', labelAnswer)) {
        for (const { id, name } of page) {
          known.set(name.toLowerCase(), id);
        }
      }
      const ids: number[] = [];
      for (const name of labels) {
        const id = known.get(name.toLowerCase()) ?? (await this.makeLabel(name));
        known.set(name.toLowerCase(), id);
        ids.push(id);
      }
      await this.client.send(`POST /issues/${number}/labels`, anyAnswer, { labels: ids });
    });
  }

  async askReviewers(number: number, reviewers: readonly string[]): Promise<readonly string[]> {
    const asked = requestedReviewers(reviewers);
    const ask = () => this.client.send(`POST /pulls/${number}/requested_reviewers`, anyAnswer, asked);
    return missing('reviewers', () => noted('reviewers', ask));
  }

  assign(number: number, assignees: readonly string[]): Promise<readonly string[]> {
    return noted('assignees', () => this.client.send(`PATCH /issues/${number}`, anyAnswer, { assignees }));
  }

  async setAutoMerge({ number, head }: ForgeRequest, enabled: boolean): Promise<readonly string[]> {
    if (!enabled) {
      return missing(undefined, () =>
        noted('auto-merge', () => this.client.send(`DELETE /pulls/${number}/merge`, anyAnswer)),
      );
    }
    const form = { Do: 'merge', head_commit_id: head, merge_when_checks_succeed: true };
    try {
      return await noted('auto-merge', () =>
        this.client.send(`POST /pulls/${number}/merge`, anyAnswer, form),
      );
    } catch (error) {
      // Scheduled already.
      if (isCode(error, 'forge-conflict')) {
        return [];
      }
      throw error;
    }
  }

  self(): Promise<ForgeAccount | undefined> {
    return readSelf(this.client);
  }

  standing(account: ForgeAccount): Promise<AccountStanding> {
    return readStanding(this.client, account);
  }

  labelSetters(number: number): Promise<ReadonlyMap<string, ForgeAccount>> {
    return lastSetters(this.client.pages(`GET /issues/${number}/timeline`, eventAnswer));
  }

  merge(number: number, head: string): Promise<MergeOutcome> {
    return mergeByMethods(number, {
      send: async (method) => {
        const form = { Do: method, head_commit_id: head };
        await this.client.send(`POST /pulls/${number}/merge`, anyAnswer, form);
        return { status: 'merged' };
      },
      isMoved: (error, reason) =>
        /try again later|already merged|head out of date/i.test(reason) || isCode(error, 'forge-not-found'),
      isOtherMethod: (reason) => /allowed merge style/i.test(reason),
    });
  }

  /** Whether there ever was a request from this branch: spares the search among all closed ones. */
  private async hasAny(branch: string, base: string): Promise<boolean> {
    const path = branch.split('/').map(encodeURIComponent).join('/');
    try {
      await this.client.send(`GET /pulls/${encodeURIComponent(base)}/${path}`, anyAnswer);
      return true;
    } catch (error) {
      if (isCode(error, 'forge-not-found')) {
        return false;
      }
      throw error;
    }
  }

  private async makeLabel(name: string): Promise<number> {
    const { id } = await this.client.send('POST /labels', labelAnswer, { name, color: LABEL_COLOR });
    return id;
  }
}

/** Runs what answers 404 when a person does not exist, or there is nothing to take off. */
async function missing(
  what: string | undefined,
  work: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  try {
    return await work();
  } catch (error) {
    if (!isCode(error, 'forge-not-found')) {
      throw error;
    }
    return what === undefined ? [] : [`${what}: ${refusal(error)}`];
  }
}
