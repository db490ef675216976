import { isHash } from '../../core/request/short-hash';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { inStep } from '../../core/ports/in-step';
import type { Reporter } from '../../core/ports/reporter';
import type { RequestAction } from '../../core/request/request-action';
import type { ChangeRequest, Heads, RequestContent, RequestDraft, WriteOutcome } from '../forge/forge';
import type { RequestKey } from '../forge/request-key';
import { readMetadata } from '../forge/metadata-trailers';
import { parseMessage, sameTrailers } from '../forge/trailers';
import type { ChangePlan } from './change-plan';
import { COMMITTER, type ConvergeOptions, type ConvergeResult } from './converge-options';
import { refuseForeignHead, refuseOtherKind } from './request-head';
import { RaceLost } from './retry';
import { readSituation, type Situation } from './situation';

/** The attempts of one run: each looks, decides and writes once; a lost race throws {@link RaceLost}. */
export class Attempt<P extends ChangePlan> {
  /** Over all attempts: what reached the target counts, even when the attempt was lost afterwards. */
  private writes = 0;
  /** Action of an earlier attempt that stands, e.g. `created` when only the merge was lost. */
  private done: RequestAction | undefined;
  /** Heads that this run tried to merge. */
  private readonly tried = new Set<string>();
  private readonly noted = new Set<string>();

  constructor(
    private readonly options: ConvergeOptions<P>,
    private readonly key: RequestKey,
    private readonly reporter: Reporter,
  ) {}

  async run(): Promise<ConvergeResult<P>> {
    const situation = await readSituation(this.options, this.key, (...step) => this.step(...step));
    const { heads, head, found, plan, tree, otherKind } = situation;
    this.note(found?.notes);
    const open = found?.state === 'open' ? found : undefined;
    const somethingLeft = !plan.empty && tree !== undefined;
    if (somethingLeft) refuseOtherKind(this.options.forge.branchName(this.key), this.key, otherKind);
    if (somethingLeft && found?.state === 'closed' && this.staysClosed(found, plan)) {
      return this.result('kept-closed', found, plan);
    }
    const inTheWay = open !== undefined || somethingLeft || head.kind === 'unreadable';
    if (inTheWay && this.options.takeOver !== true) {
      refuseForeignHead(this.options.forge.branchName(this.key), head);
    }
    if (!somethingLeft) {
      return this.nothingLeft(situation, open);
    }
    const current = open !== undefined && (await this.isCurrent(open, heads, tree));
    if (current && saysTheSame(open, plan)) {
      return this.options.merge === true
        ? this.merge(open, heads, plan)
        : this.result(this.done ?? 'unchanged', open, plan);
    }
    return this.publish(situation, open, tree, current && (await this.commitSays(open.head, plan)));
  }

  /**
   * Whether only the words beside the commit are to be changed. The plain forge keeps all words in the commit; the facts for
   * machines stand in it on every forge.
   */
  private async commitSays(head: string, plan: P): Promise<boolean> {
    const { repository, forge } = this.options;
    if (forge.capabilities.merge !== 'forge') {
      return false;
    }
    const { message } = await repository.commitInfo(head);
    return sameTrailers(readMetadata(parseMessage(message).trailers).trailers, plan.trailers ?? {});
  }

  private staysClosed(closed: ChangeRequest, plan: P): boolean {
    return (
      closed.closedByUs !== true &&
      isHash(closed.metadata?.input, plan.inputHash) &&
      this.options.takeOver !== true
    );
  }

  /** Whether merging the request's head as it is gives exactly the planned tree. */
  private async isCurrent(open: ChangeRequest, heads: Heads, tree: string): Promise<boolean> {
    const { repository, forge, merge } = this.options;
    const head = await repository.commitInfo(open.head);
    const [parent] = head.parents;
    if (head.parents.length <= 1 && parent === heads.base) {
      return head.tree === tree;
    }
    if (heads.base === undefined || (merge === true && forge.capabilities.merge === 'fast-forward')) {
      return false;
    }
    return (await repository.mergedTree(heads.base, open.head)) === tree;
  }

  private async nothingLeft(
    { heads, head, found, plan, otherKind }: Situation<P>,
    open: ChangeRequest | undefined,
  ): Promise<ConvergeResult<P>> {
    const { forge, dryRun, takeOver } = this.options;
    if (dryRun === true) {
      return this.result(open === undefined ? 'none' : 'closed', open, plan);
    }
    if (open !== undefined) {
      const closed = await this.step('close', open.url, async () => this.accept(await forge.close(open)));
      return this.result('closed', closed, plan);
    }
    if (
      heads.request !== undefined &&
      otherKind === undefined &&
      (takeOver === true || head.kind === 'ours' || head.kind === 'merged')
    ) {
      await this.cleanUp(heads.request);
    }
    // A merge that this run lost may have been won by another run, of the very commit that this one tried to merge.
    const merged = await this.mergedAfterAll(heads, found);
    return merged ? this.result('merged', found, plan, heads.base) : this.result('none', undefined, plan);
  }

  /** Removes the ref of a request that is done with. What nobody misses is no reason to fail. */
  private async cleanUp(head: string): Promise<void> {
    const { forge } = this.options;
    try {
      this.writes += await forge.removeBranch(this.key, head);
    } catch (error) {
      if (!ToolkitError.isToolkitError(error) || error.kind === 'interrupted') throw error;
      const message = `${forge.branchName(this.key)} is no longer needed and could not be removed: ${error.message}`;
      this.reporter.report({ type: 'note', message });
    }
  }

  /** Whether what this run tried to merge is in the base now, by the word of the forge or as the base's own history. */
  private async mergedAfterAll({ base }: Heads, found: ChangeRequest | undefined): Promise<boolean> {
    if (found?.state === 'merged' && this.tried.has(found.head)) return true;
    for (const head of base === undefined ? [] : this.tried) {
      if (await this.options.repository.isAncestor(head, String(base))) return true;
    }
    return false;
  }

  private async publish(
    { heads, plan }: Situation<P>,
    open: ChangeRequest | undefined,
    tree: string,
    keepsCommit: boolean,
  ): Promise<ConvergeResult<P>> {
    const { forge, dryRun } = this.options;
    const action: RequestAction = open === undefined ? 'created' : 'updated';
    if (dryRun === true) {
      return this.result(this.options.merge === true ? 'merged' : action, open, plan);
    }
    const mergeBlocker = plan.mergeBlocker?.(open?.labels ?? []);
    if (mergeBlocker !== undefined && !forge.capabilities.labels) throw mergeBlocker;
    const draft = await this.draft(heads, plan, tree, keepsCommit ? open?.head : undefined);
    const published = await this.step('publish', forge.branchName(this.key), async () =>
      this.accept(await (open === undefined ? forge.create(draft) : forge.update(open, draft))),
    );
    // "created, then updated because of a race" is still created.
    this.done ??= action;
    return this.options.merge === true
      ? this.merge(published, heads, plan)
      : this.result(this.done, published, plan);
  }

  private async draft(
    heads: Heads,
    plan: P,
    tree: string,
    sameCommit: string | undefined,
  ): Promise<RequestDraft> {
    const { repository, forge, base, actor, committer = COMMITTER, clock } = this.options;
    const content = this.contentOf(plan);
    const message = forge.commitMessage(this.key, content, tree);
    const date = clock.now();
    const parent = heads.base;
    const commit =
      sameCommit !== undefined
        ? sameCommit
        : await repository.makeCommit({
            tree,
            ...(parent === undefined ? {} : { parent }),
            message,
            author: actor,
            committer,
            date,
          });
    return {
      key: this.key,
      base,
      parent,
      commit,
      tree,
      edits: plan.edits,
      message,
      author: actor,
      date,
      content,
      expectedHead: heads.request ?? null,
    };
  }

  private contentOf(plan: P): RequestContent {
    return {
      title: plan.title,
      parts: plan.parts,
      metadata: { input: plan.inputHash, output: plan.outputHash, version: this.options.version },
      trailers: plan.trailers ?? {},
      settings: plan.settings ?? {},
    };
  }

  private async merge(request: ChangeRequest, heads: Heads, plan: P): Promise<ConvergeResult<P>> {
    const { forge, base, dryRun } = this.options;
    if (dryRun === true) {
      return this.result('merged', request, plan);
    }
    const mergeBlocker = plan.mergeBlocker?.(request.labels ?? []);
    if (mergeBlocker !== undefined) throw mergeBlocker;
    this.tried.add(request.head);
    const merged = await this.step('merge', base, async () => {
      const outcome = await forge.merge(request, base, heads.base).catch((error: unknown) => {
        throw whileStanding(error, request);
      });
      return this.accept(outcome);
    });
    return this.result('merged', merged, plan);
  }

  /** Counts the writes of an outcome; a lost race ends the attempt. */
  private accept(outcome: WriteOutcome): ChangeRequest {
    this.writes += outcome.writes;
    if (outcome.status === 'lost') {
      this.reporter.report({ type: 'note', message: `${outcome.reason}, looking again` });
      throw new RaceLost(outcome.reason);
    }
    this.note([...(outcome.notes ?? []), ...(outcome.request.notes ?? [])]);
    return outcome.request;
  }

  /** Says each thing once, however often a race is run again. */
  private note(messages: readonly string[] = []): void {
    for (const message of messages.filter((each) => !this.noted.has(each))) {
      this.noted.add(message);
      this.reporter.report({ type: 'note', message });
    }
  }

  private async step<T>(step: string, detail: string, work: () => Promise<T>): Promise<T> {
    return inStep(this.reporter, { step, detail }, work);
  }

  private result(
    action: RequestAction,
    request: ChangeRequest | undefined,
    plan: P,
    commit: string | null = request?.head ?? null,
  ): ConvergeResult<P> {
    const { forge, base } = this.options;
    const branch = forge.branchName(this.key);
    const mergeBlocker = OPEN.has(action) ? plan.mergeBlocker?.(request?.labels ?? []) : undefined;
    return {
      action,
      url: request?.url ?? null,
      branch,
      base,
      commit,
      writes: this.writes,
      plan,
      ...(mergeBlocker === undefined ? {} : { mergeBlocker }),
    };
  }
}

/** The error of a merge, saying that the request is there: not everything is as it was. */
function whileStanding(error: unknown, { url }: ChangeRequest): unknown {
  if (!ToolkitError.isToolkitError(error)) return error;
  const { code, message, data, issues } = error;
  return new ToolkitError(code, `${message}; the change request is open: ${url}`, {
    data: { ...data, request: url },
    issues,
    cause: error,
  });
}

/** Actions after which a request stands open. */
const OPEN: ReadonlySet<RequestAction> = new Set(['created', 'updated', 'unchanged']);

/** Whether the words of the open request are those of the plan, as far as machines and reviewers rely on them. */
function saysTheSame(open: ChangeRequest, plan: ChangePlan): boolean {
  return isHash(open.metadata?.output, plan.outputHash) && sameTrailers(open.trailers, plan.trailers ?? {});
}
