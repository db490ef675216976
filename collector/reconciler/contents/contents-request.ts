import { isHash } from '../../../core/request/short-hash';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { RequestAction } from '../../../core/request/request-action';
import type { RequestResult } from '../../../core/request/request-result';
import type { ChangePlan, PlanInput } from '../../../gitops/change-request/change-plan';
import { RaceLost, type RetryPolicy, withRetries } from '../../../gitops/change-request/retry';
import { contentPieces } from '../../../gitops/file-content';
import type { ForgeCapabilities, RequestContent } from '../../../gitops/forge/forge';
import type { ContentsApi, ContentsFile } from '../../../gitops/forge/github/contents-api';
import type { ContentsPull } from '../../../gitops/forge/github/contents-pulls';
import { metadataTrailers } from '../../../gitops/forge/metadata-trailers';
import { type RequestKey, requestBranch } from '../../../gitops/forge/request-key';
import { sealedMessage } from '../../../gitops/forge/trailers';
import type { MergeOutcome } from '../../../gitops/forge/web/forge-api';
import { readMarker, type RequestStage, withMarker } from '../../../gitops/forge/web/request-marker';
import { oneFile } from './one-file';
import { plannedTree } from './planned-tree';
import { refuseForeignBranch, type StandingBranch, standingBranch } from './standing-branch';

/** Everything one run needs. */
export interface ContentsRequestOptions<P extends ChangePlan> {
  readonly api: ContentsApi;
  /** Merges when the head is still this commit. */
  readonly merge: ((number: number, head: string) => Promise<MergeOutcome>) | undefined;
  readonly capabilities: ForgeCapabilities;
  readonly key: RequestKey;
  /** Base branch. */
  readonly base: string;
  /** Path of the one file that is written. */
  readonly file: string;
  readonly planFor: (input: PlanInput) => Promise<P>;
  /** Version of this tool, written to the request. */
  readonly version: string;
  /** What earlier runs of this process opened: a list may be behind. Changed in place. */
  readonly opened: OpenedPulls;
  readonly retry?: RetryPolicy;
  readonly signal?: AbortSignal;
}

/** Requests by branch that were opened and that no list showed so far. */
export type OpenedPulls = Map<string, ContentsPull>;

/** What a run did. */
export interface ContentsResult<P extends ChangePlan> extends RequestResult {
  readonly plan: P;
}

/**
 * Makes the request what its plan says where the repository cannot be had with Git: file by file through the API of GitHub, as the original does. Every write compares with what was looked at; a race
 * that is lost is run again.
 *
 * @throws ToolkitError `request-foreign-commits`, `request-race-lost`, those of a plan and of the forge
 */
export function convergeByContents<P extends ChangePlan>(
  options: ContentsRequestOptions<P>,
): Promise<ContentsResult<P>> {
  const { retry = {}, signal } = options;
  const attempt = new ContentsAttempt(options);
  return withRetries(retry, () => attempt.run(), signal);
}

/** The attempts of one run. */
class ContentsAttempt<P extends ChangePlan> {
  private readonly branch: string;
  /** Writes before the run. */
  private readonly before: number;

  constructor(private readonly options: ContentsRequestOptions<P>) {
    this.branch = requestBranch(options.key);
    this.before = options.api.writes;
  }

  async run(): Promise<ContentsResult<P>> {
    const { api, base, file, planFor, capabilities } = this.options;
    const { branch } = this;
    const at = await api.file(file, base);
    const standing = await standingBranch(api, branch, base, file);
    // Without its branch a request cannot be open.
    const listed = standing === undefined ? undefined : await api.pull(branch, base, 'open');
    const closed = listed === undefined ? await api.pull(branch, base, 'closed') : undefined;
    const open = listed ?? (standing === undefined ? undefined : this.openedBefore(closed));
    const own = open === undefined ? undefined : standing?.file?.bytes;
    const plan = await planFor({
      snapshot: oneFile(file, at),
      base: undefined,
      ...(own !== undefined && { openRequestRegistry: own }),
      openRequestTrailers: open === undefined ? {} : (standing?.trailers ?? {}),
      openRequestLabels: [],
      capabilities,
    });
    const [edit] = plan.edits;
    if (plan.empty || at === undefined || edit?.content === undefined || edit.content === null) {
      // With the request its branch goes, and what others committed to it would go along.
      if (open !== undefined && standing?.isForeign === true) {
        refuseForeignBranch(branch, file, standing, at, open);
      }
      return this.nothingLeft(plan, standing, open);
    }
    if (open === undefined) {
      if (closed !== undefined && staysClosed(closed, plan)) return this.result('kept-closed', closed, plan);
    }
    if (standing !== undefined) refuseForeignBranch(branch, file, standing, at, open);
    const content = Buffer.concat(contentPieces(edit.content));
    return this.publish(plan, content, { at, standing, open });
  }

  private async nothingLeft(
    plan: P,
    standing: StandingBranch | undefined,
    open: ContentsPull | undefined,
  ): Promise<ContentsResult<P>> {
    const { api } = this.options;
    if (open !== undefined) {
      await api.change(open.number, { body: this.bodyOf(plan, 'closing') });
      await api.change(open.number, { state: 'closed' });
      this.options.opened.delete(this.branch);
    }
    // Of others there may be more than the registry on it.
    const isOurs = standing?.isForeign !== true && (standing?.isSealed === true || open !== undefined);
    if (standing !== undefined && isOurs) {
      await api.removeBranch(this.branch);
    }
    return this.result(open === undefined ? 'none' : 'closed', open, plan);
  }

  private async publish(plan: P, content: Buffer, { at, standing, open }: Seen): Promise<ContentsResult<P>> {
    const { api } = this.options;
    const isWritten = standing?.file?.bytes.equals(content) === true;
    let head = standing?.head ?? null;
    if (!isWritten) head = (await this.write(plan, content, { at, standing, open })) ?? head;
    if (open === undefined) {
      const { base } = this.options;
      const [title, body] = [plan.title, this.bodyOf(plan, 'written')];
      const opened = await api.open({ title, body, head: this.branch, base });
      if (opened === undefined) throw new RaceLost(`there is a request of ${this.branch} already`);
      this.options.opened.set(this.branch, { ...opened, body, isMerged: false });
      return this.merged(this.result('created', opened, plan, head));
    }
    const said = open.body === undefined || isHash(readMarker(open.body)?.metadata.output, plan.outputHash);
    if (!said) {
      const body = this.bodyOf(plan, 'written');
      await api.change(open.number, { body });
      if (this.options.opened.has(this.branch)) this.options.opened.set(this.branch, { ...open, body });
    }
    return this.merged(this.result(said && isWritten ? 'unchanged' : 'updated', open, plan, head));
  }

  /** The request that was opened last, as long as it is not known to have ended. */
  private openedBefore(closed: ContentsPull | undefined): ContentsPull | undefined {
    const opened = this.options.opened.get(this.branch);
    if (opened === undefined || closed === undefined || closed.number < opened.number) return opened;
    this.options.opened.delete(this.branch);
    return undefined;
  }

  /** Puts the file on the branch, which is made from the base where no request is open. */
  private async write(plan: P, content: Buffer, { at, standing, open }: Seen): Promise<string | null> {
    const { api, file, base } = this.options;
    const { branch } = this;
    const from = await api.head(base);
    if (from === undefined) {
      throw new ToolkitError('base-branch-missing', `${api.host} does not tell where ${base} is`);
    }
    let [head, before] = [standing?.head, standing?.file?.id ?? at.id];
    if (open !== undefined) {
      // A request whose branch was moved back to its base would be closed.
      if (standing?.parents?.includes(from) === false) {
        await api.mergeInto(branch, base);
        [head, before] = [await api.head(branch), (await api.file(file, branch))?.id ?? before];
      }
    } else if (standing === undefined) {
      if (!(await api.createBranch(branch, from))) throw new RaceLost(`${branch} is there already`);
      [head, before] = [from, at.id];
    } else if (standing.isSealed === true && (await api.moveBranch(branch, from))) {
      [head, before] = [from, at.id];
    }
    const tree = head === undefined ? undefined : await plannedTree(api, head, file, content);
    const message = this.messageOf(plan, tree);
    const written = await api.put(file, branch, { content, message, before });
    if (written !== undefined) return written;
    // What was made a moment ago from a base that moved is made anew.
    if (standing === undefined) await api.removeBranch(branch);
    throw new RaceLost(`${file} was changed by somebody else`);
  }

  private async merged(result: ContentsResult<P> & { readonly number?: number }): Promise<ContentsResult<P>> {
    const { merge, api } = this.options;
    const { number, commit } = result;
    if (merge === undefined || number === undefined || commit === null) return result;
    const outcome = await merge(number, commit);
    if (outcome.status === 'moved') throw new RaceLost(outcome.reason);
    if (outcome.status === 'refused') {
      throw new ToolkitError('request-not-mergeable', `#${number} cannot be merged: ${outcome.reason}`, {
        data: { url: result.url },
      });
    }
    this.options.opened.delete(this.branch);
    await api.removeBranch(this.branch);
    return { ...result, action: 'merged', writes: api.writes - this.before };
  }

  private contentOf(plan: P): RequestContent {
    const { version } = this.options;
    const metadata = { input: plan.inputHash, output: plan.outputHash, version };
    return { title: plan.title, parts: plan.parts, metadata, trailers: plan.trailers ?? {}, settings: {} };
  }

  /** A message that is sealed for no tree is nobody's. */
  private messageOf(plan: P, tree: string | undefined): string {
    const trailers = metadataTrailers(this.options.key, this.contentOf(plan));
    return sealedMessage(plan.title, '', trailers, tree ?? '');
  }

  private bodyOf(plan: P, stage: RequestStage): string {
    const { metadata } = this.contentOf(plan);
    const { kind } = this.options.key;
    return withMarker(plan.parts[0] ?? '', { kind, metadata, stage, parts: 1, most: 1 });
  }

  private result(
    action: RequestAction,
    request: { readonly number: number; readonly url: string } | undefined,
    plan: P,
    commit: string | null = null,
  ): ContentsResult<P> & { readonly number?: number } {
    const { api, base } = this.options;
    const url = request === undefined || request.url === '' ? null : request.url;
    const writes = api.writes - this.before;
    const number = request === undefined ? {} : { number: request.number };
    return { action, url, branch: this.branch, base, commit, writes, plan, ...number };
  }
}

/** What an attempt saw. */
interface Seen {
  /** The file of the base. */
  readonly at: ContentsFile;
  readonly standing: StandingBranch | undefined;
  readonly open: ContentsPull | undefined;
}

/** A person closed it, and nothing else is to be said. */
function staysClosed({ isMerged, body }: ContentsPull, plan: ChangePlan): boolean {
  const marker = readMarker(body ?? '');
  return !isMerged && marker?.stage !== 'closing' && isHash(marker?.metadata.input, plan.inputHash);
}
