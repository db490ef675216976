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
import { isCode, noted, refusal } from '../web/refusal';
import { changedRequest, openedRequest, ownRequests } from '../web/own-requests';
import { readLabelSetters, readSelf, readStanding } from './gitea-accounts';
import { anyAnswer, commentAnswer, type GiteaRequest, labelAnswer, pullAnswer } from './gitea-answers';
import type { GiteaClient } from './gitea-client';

// Gitea keeps bodies and comments in columns without a practical limit; a million characters is what browsers still show.
const CAPABILITIES: ForgeCapabilities = {
  titleLength: 240,
  markdown: true,
  bodyLength: 1_000_000,
  commentLength: 1_000_000,
  maxComments: 99,
  labels: true,
  reviewers: true,
  assignees: true,
  draft: true,
  autoMerge: true,
  remembersClosed: true,
  merge: 'forge',
};

const STYLES = ['merge', 'squash', 'rebase'] as const;
const LABEL_COLOR = '#ededed';
/** Pages of closed requests that are searched: the API has no filter by branch. */
const CLOSED_PAGES = 10;

/** Pull requests by the REST API of Gitea and Forgejo. */
export class GiteaApi implements ForgeApi {
  readonly name = 'gitea';
  readonly capabilities = CAPABILITIES;
  /** Draft prefixes of the requests seen: a new title keeps them. */
  readonly #prefixes = new Map<number, string>();

  constructor(private readonly client: GiteaClient) {}

  get writes(): number {
    return this.client.writes;
  }

  async listRequests(
    branch: string,
    base: string,
    state: 'open' | 'closed',
  ): Promise<readonly ForgeRequest[]> {
    const found: GiteaRequest[] = [];
    if (state === 'closed' && !(await this.#hasAny(branch, base))) {
      return found;
    }
    let pages = 0;
    for await (const page of this.client.pages('GET /pulls', pullAnswer, { state, base_branch: base })) {
      found.push(...ownRequests(page, branch, base, state));
      pages += 1;
      // A branch has one open request into a base.
      if (found.length > 0 || (state === 'closed' && pages >= CLOSED_PAGES)) {
        break;
      }
    }
    for (const { number, prefix } of found) {
      this.#prefixes.set(number, prefix);
    }
    return found;
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
      this.#prefixes.set(request.number, request.prefix);
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
      ...(title === undefined ? {} : { title: (this.#prefixes.get(number) ?? '') + title }),
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
    try {
      await this.client.send(`DELETE /issues/comments/${id}`, anyAnswer);
    } catch (error) {
      if (!isCode(error, 'forge-not-found')) {
        throw error;
      }
    }
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
        const id = known.get(name.toLowerCase()) ?? (await this.#makeLabel(name));
        known.set(name.toLowerCase(), id);
        ids.push(id);
      }
      await this.client.send(`POST /issues/${number}/labels`, anyAnswer, { labels: ids });
    });
  }

  async askReviewers(number: number, reviewers: readonly string[]): Promise<readonly string[]> {
    const teams = reviewers.filter((name) => name.includes('/'));
    const people = reviewers.filter((name) => !name.includes('/'));
    const slugs = teams.map((team) => team.slice(team.indexOf('/') + 1));
    const ask = () =>
      this.client.send(`POST /pulls/${number}/requested_reviewers`, anyAnswer, {
        reviewers: people,
        team_reviewers: slugs,
      });
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
    return readLabelSetters(this.client, number);
  }

  async merge(number: number, head: string): Promise<MergeOutcome> {
    let reason = '';
    for (const style of STYLES) {
      try {
        await this.client.send(`POST /pulls/${number}/merge`, anyAnswer, { Do: style, head_commit_id: head });
        return { status: 'merged' };
      } catch (error) {
        reason = refusal(error);
        const isLate = /try again later|already merged|head out of date/i.test(reason);
        if (isLate || isCode(error, 'forge-conflict') || isCode(error, 'forge-not-found')) {
          return { status: 'moved', reason: `#${number} could not be merged as it is: ${reason}` };
        }
        if (!isCode(error, 'forge-validation-failed')) {
          throw error;
        }
        if (!/allowed merge style/i.test(reason)) {
          break;
        }
      }
    }
    return { status: 'refused', reason };
  }

  /** Whether there ever was a request from this branch: spares the search among all closed ones. */
  async #hasAny(branch: string, base: string): Promise<boolean> {
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

  async #makeLabel(name: string): Promise<number> {
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
