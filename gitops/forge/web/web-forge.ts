import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { TargetReader, TargetRepository } from '../../git/target-repository';
import { commitTrailers } from '../commit-trailers';
import type { ChangeRequest, Forge, Heads, RequestDraft, WriteOutcome } from '../forge';
import { metadataTrailers } from '../metadata-trailers';
import { type RequestKey, requestBranch, standingKind } from '../request-key';
import { sealedMessage } from '../trailers';
import { type BranchWriter, movedMeanwhile, PushWriter } from './branch-writer';
import type { ForgeApi, ForgeRequest, OpenOutcome } from './forge-api';
import { describeRequest, type JudgedRequest, trustedMarker } from './found-request';
import { pause } from './interruptible';
import { ownComments, sameText, writePartComments } from './part-comments';
import { atStage, readMarker, withMarker, type RequestStage } from './request-marker';
import { writeSettings } from './request-settings';
import { TrustedAccounts } from './trusted-accounts';
import type { WebForgeOptions } from './web-forge-options';

/** Parts of a {@link Forge} that has pull requests. */
export interface WebForgeParts {
  readonly api: ForgeApi;
  /** Writes branches where pushes are not allowed. */
  readonly apiWriter: BranchWriter;
  readonly repository: TargetRepository;
}

/** A forge needs a moment to see a branch that was just written: so often it is asked, with doubling pauses. */
const ATTEMPTS = 6;
const FIRST_PAUSE = 250;
/** Of a request that was opened a moment ago. */
const NO_LABELS = { labels: [], notes: [] };

/**
 * Change requests that are pull requests. The branch is written first and with compare-and-swap; the words follow; the marker
 * that says `written` comes last, so that whatever is interrupted is finished by the next run.
 */
export function createWebForge(parts: WebForgeParts, options: WebForgeOptions): Forge {
  return new WebForge(parts, options);
}

class WebForge implements Forge {
  private readonly api: ForgeApi;
  private readonly writer: BranchWriter;
  private readonly repository: TargetReader;
  private readonly wait: (milliseconds: number) => Promise<void>;
  /** What {@link find} saw of the requests that it gave out. */
  private readonly seen = new WeakMap<ChangeRequest, JudgedRequest>();
  private readonly accounts: TrustedAccounts;

  constructor({ api, apiWriter, repository }: WebForgeParts, { commits, wait, signal }: WebForgeOptions) {
    this.api = api;
    this.accounts = new TrustedAccounts(api);
    this.writer = commits === 'api' ? apiWriter : new PushWriter(repository);
    this.repository = repository;
    this.wait = (milliseconds) => pause(milliseconds, api.name, signal, wait);
  }

  get name(): string {
    return this.api.name;
  }

  get capabilities(): Forge['capabilities'] {
    return this.api.capabilities;
  }

  headRef(key: RequestKey): string {
    return `refs/heads/${requestBranch(key)}`;
  }

  branchName(key: RequestKey): string {
    return requestBranch(key);
  }

  commitMessage(key: RequestKey, content: RequestDraft['content'], tree: string): string {
    return sealedMessage(content.title, '', metadataTrailers(key, content), tree);
  }

  async find(key: RequestKey, base: string, heads: Heads): Promise<ChangeRequest | undefined> {
    const branch = requestBranch(key);
    // Without its branch a request cannot be open: the forge closes it, or is about to.
    const open = heads.request === undefined ? undefined : await this.open(branch, base);
    if (open !== undefined && heads.request !== undefined) {
      const found = describeRequest(key, open, heads.request);
      const trailers = await commitTrailers(this.repository, heads.base, heads.request);
      const request = { ...found, trailers };
      // Without metadata the next step writes everything anew.
      const whole = (await this.hasItsComments(key, open)) ? request : { ...request, metadata: undefined };
      this.seen.set(whole, open);
      return whole;
    }
    for (const closed of newestFirst(await this.api.listRequests(branch, base, 'closed'))) {
      const isTrusted = await this.accounts.isTrustedAuthor(closed);
      const judged = { request: closed, isTrusted, counted: { labels: closed.labels, notes: [] } };
      const marker = trustedMarker(judged);
      const isOtherKind = marker !== undefined && standingKind(marker.kind, key.group) !== key.kind;
      // What a stranger opened from our branch and closed again says nothing about ours.
      if ((isTrusted || closed.isMerged) && !isOtherKind) {
        return describeRequest(key, judged, closed.head);
      }
    }
    return undefined;
  }

  create(draft: RequestDraft): Promise<WriteOutcome> {
    return this.counted(async () => {
      if (draft.parent === undefined) {
        throw new ToolkitError(
          'base-branch-missing',
          `${this.api.name} opens requests against a branch, and the target has no branch '${draft.base}' yet`,
        );
      }
      const written = await this.writer.write(requestBranch(draft.key), draft);
      return written.status === 'lost' ? written : this.openOrTakeUp(draft, written.head);
    });
  }

  update(request: ChangeRequest, draft: RequestDraft): Promise<WriteOutcome> {
    return this.counted(async () => {
      let head = request.head;
      if (draft.commit !== request.head) {
        const written = await this.writer.write(requestBranch(draft.key), draft);
        if (written.status === 'lost') {
          return written;
        }
        head = written.head;
      }
      const open = this.seen.get(request) ?? (await this.open(requestBranch(draft.key), draft.base));
      if (open === undefined) {
        return { status: 'lost', reason: `${request.url} is not open any more` };
      }
      return this.fill(open, draft, head);
    });
  }

  close(request: ChangeRequest): Promise<WriteOutcome> {
    return this.counted(async () => {
      const number = Number(request.id);
      const body = closingBody(request);
      await this.api.changeRequest(number, { body });
      // The branch goes first: when somebody pushed to it meanwhile, the request stays open.
      const removed = await this.writer.remove(requestBranch(request.key), request.head);
      if (removed.status === 'lost') {
        return removed;
      }
      await this.api.changeRequest(number, { state: 'closed' });
      return { status: 'done', request: { ...request, body, state: 'closed', closedByUs: true } };
    });
  }

  async removeBranch(key: RequestKey, head: string): Promise<number> {
    const before = this.writer.writes;
    await this.writer.remove(requestBranch(key), head);
    return this.writer.writes - before;
  }

  merge(request: ChangeRequest, base: string, baseHead: string | undefined): Promise<WriteOutcome> {
    return this.counted(async () => {
      // The API compares the head alone. The base is compared here, as late as possible.
      const ref = `refs/heads/${base}`;
      if ((await this.repository.fetch([ref])).get(ref) !== baseHead) {
        return movedMeanwhile(base);
      }
      const outcome = await this.api.merge(Number(request.id), request.head);
      switch (outcome.status) {
        case 'moved':
          return { status: 'lost', reason: outcome.reason };
        case 'refused':
          throw new ToolkitError(
            'request-not-mergeable',
            `#${request.id} cannot be merged: ${outcome.reason}`,
            { data: { url: request.url } },
          );
        case 'merged':
          // Commits that somebody pushed after the merge stay where they are.
          await this.writer.remove(requestBranch(request.key), request.head);
          return { status: 'done', request: { ...request, state: 'merged' } };
      }
    });
  }

  private async open(branch: string, base: string): Promise<JudgedRequest | undefined> {
    const [open] = newestFirst(await this.api.listRequests(branch, base, 'open'));
    return open === undefined ? undefined : this.judge(open);
  }

  private async judge(request: ForgeRequest): Promise<JudgedRequest> {
    return {
      request,
      isTrusted: await this.accounts.isTrustedAuthor(request),
      counted: await this.accounts.countedLabels(request),
    };
  }

  /** Whether there are as many comments of ours as there should be; asked only where there ever were any. */
  private async hasItsComments(key: RequestKey, judged: JudgedRequest): Promise<boolean> {
    const marker = trustedMarker(judged);
    if (marker === undefined || marker.most < 2) {
      return true;
    }
    const comments = await this.api.listComments(judged.request.number);
    return (await ownComments(comments, key, this.accounts)).length === marker.parts - 1;
  }

  private async openOrTakeUp(draft: RequestDraft, head: string): Promise<Outcome> {
    const branch = requestBranch(draft.key);
    const isComplete = !hasMore(draft);
    const body = bodyOf(draft, isComplete ? 'written' : 'writing', 1);
    let outcome: OpenOutcome = { status: 'not-yet' };
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) {
        await this.wait(FIRST_PAUSE * 2 ** attempt);
      }
      outcome = await this.api.openRequest({
        branch,
        base: draft.base,
        title: draft.content.title,
        body,
        draft: draft.content.settings.draft === true,
      });
      if (outcome.status === 'exists') {
        const open = await this.open(branch, draft.base);
        if (open !== undefined) {
          return this.fill(open, draft, head);
        }
      } else if (outcome.status === 'opened') {
        const opened = { request: outcome.request, isTrusted: true, counted: NO_LABELS };
        return isComplete
          ? { status: 'done', request: describeRequest(draft.key, opened, head) }
          : this.fill(opened, draft, head);
      } else if (outcome.status === 'nothing') {
        return { status: 'lost', reason: `${draft.base} already has the commits of ${branch}` };
      }
    }
    return { status: 'lost', reason: `${this.api.name} does not see ${branch} yet` };
  }

  /** Everything but the branch: comments, settings, at last title and body. */
  private async fill(judged: JudgedRequest, draft: RequestDraft, head: string): Promise<Outcome> {
    const { content, key } = draft;
    const open = judged.request;
    const before = trustedMarker(judged);
    // Without a marker, which a person may have removed, there may be comments.
    const most = before?.most ?? 2;
    if (content.parts.length > 1 || most > 1) {
      await writePartComments(this.api, open.number, key, content.parts.slice(1), this.accounts);
    }
    const notes = await writeSettings(this.api, open, content.settings, before?.stage === 'written');
    const body = bodyOf(draft, 'written', most);
    let now = open;
    if (!sameText(open.body, body) || open.title !== content.title) {
      now = await this.api.changeRequest(open.number, { title: content.title, body });
      if (now.state === 'closed') {
        // Closed meanwhile: it keeps saying what the person who closed it saw.
        await this.api.changeRequest(open.number, { title: open.title, body: open.body });
        return { status: 'lost', reason: `${open.url} was closed meanwhile` };
      }
    }
    const counted = await this.accounts.countedLabels(now);
    const request = describeRequest(key, { request: now, isTrusted: true, counted }, head);
    return { status: 'done', request, ...(notes.length === 0 ? {} : { notes }) };
  }

  private async counted(work: () => Promise<Outcome>): Promise<WriteOutcome> {
    const before = this.api.writes + this.writer.writes;
    const outcome = await work();
    return { ...outcome, writes: this.api.writes + this.writer.writes - before };
  }
}

type Outcome =
  | { readonly status: 'done'; readonly request: ChangeRequest; readonly notes?: readonly string[] }
  | { readonly status: 'lost'; readonly reason: string };

function newestFirst(requests: readonly ForgeRequest[]): ForgeRequest[] {
  return [...requests].sort((a, b) => b.number - a.number);
}

function bodyOf({ key: { kind }, content }: RequestDraft, stage: RequestStage, most: number): string {
  const { metadata } = content;
  const parts = Math.max(1, content.parts.length);
  return withMarker(content.parts[0] ?? '', { kind, metadata, stage, parts, most: Math.max(most, parts) });
}

/** Whether opening the request is not all that is to be done. */
function hasMore({ content: { parts, settings } }: RequestDraft): boolean {
  const { labels = [], reviewers = [], assignees = [], autoMerge, hold } = settings;
  const names = labels.length + reviewers.length + assignees.length;
  return parts.length > 1 || names > 0 || (autoMerge === true && hold !== true);
}

function closingBody(request: ChangeRequest): string {
  if (readMarker(request.body) !== undefined) {
    return atStage(request.body, 'closing');
  }
  const metadata = request.metadata ?? { input: '', output: '', version: '' };
  return withMarker(request.body, { kind: request.key.kind, metadata, stage: 'closing', parts: 1, most: 1 });
}
