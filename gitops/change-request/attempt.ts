import type { Reporter } from '../../core/ports/reporter';
import type { ChangeRequest, Heads, RequestContent, RequestDraft, WriteOutcome } from '../forge/forge';
import type { RequestKey } from '../forge/request-key';
import { readMetadata } from '../forge/metadata-trailers';
import { parseMessage, type Trailers } from '../forge/trailers';
import type { CommitInfo } from '../git/target-repository';
import type { ChangePlan } from './change-plan';
import {
  COMMITTER,
  type ConvergeAction,
  type ConvergeOptions,
  type ConvergeResult,
} from './converge-options';
import { foreignCommits, refuseForeignCommits } from './foreign-commits';
import { RaceLost } from './retry';

/** The target as one attempt found it, and what it should become. */
interface Situation<P extends ChangePlan> {
  readonly heads: Heads;
  readonly found: ChangeRequest | undefined;
  readonly plan: P;
  /** Tree of base plus plan; undefined when that is the base's own. */
  readonly tree: string | undefined;
}

/** The attempts of one run: each looks, decides and writes once; a lost race throws {@link RaceLost}. */
export class Attempt<P extends ChangePlan> {
  /** Over all attempts: what reached the target counts, even when the attempt was lost afterwards. */
  #writes = 0;
  /** Action of an earlier attempt that stands, e.g. `created` when only the merge was lost. */
  #done: ConvergeAction | undefined;
  /** An attempt of this run tried to merge, and lost. */
  #merging = false;
  readonly #noted = new Set<string>();

  constructor(
    private readonly options: ConvergeOptions<P>,
    private readonly key: RequestKey,
    private readonly reporter: Reporter,
  ) {}

  async run(): Promise<ConvergeResult<P>> {
    const situation = await this.look();
    const { heads, found, plan, tree } = situation;
    const open = found?.state === 'open' ? found : undefined;
    const somethingLeft = !plan.empty && tree !== undefined;
    if (somethingLeft && found?.state === 'closed' && this.staysClosed(found, plan)) {
      return this.result('kept-closed', found, plan);
    }
    if (open !== undefined || somethingLeft) {
      refuseForeignCommits(this.options.forge.branchName(this.key), await this.foreign(heads, open));
    }
    if (!somethingLeft) {
      return this.nothingLeft(situation, open);
    }
    const current = open !== undefined && (await this.isCurrent(open, heads, tree));
    if (current && saysTheSame(open, plan)) {
      return this.options.merge === true
        ? this.merge(open, heads, plan)
        : this.result(this.#done ?? 'unchanged', open, plan);
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

  /** Reads base and request in one go, then plans. */
  private async look(): Promise<Situation<P>> {
    const { repository, forge, base, prefixes = [], registryPath } = this.options;
    const baseRef = `refs/heads/${base}`;
    const headRef = forge.headRef(this.key);
    const detail = repository.location.display;
    const refs = await this.step('fetch', detail, () => repository.fetch([baseRef, headRef]));
    // Tells an empty repository from a base that is not there.
    const heads = {
      base: refs.get(baseRef) ?? (await repository.fetchBase(base)),
      request: refs.get(headRef),
    };
    const found = await forge.find(this.key, base, heads);
    this.note(found?.notes);
    const open = found?.state === 'open' ? found : undefined;
    const openRequestRegistry =
      open === undefined || registryPath === undefined
        ? undefined
        : await this.readAt(open.head, registryPath);
    const snapshot = await repository.snapshot(heads.base, prefixes);
    const plan = await this.step('plan', `${snapshot.index.entries.size} files`, async () =>
      this.options.planFor({
        snapshot,
        base: heads.base,
        ...(openRequestRegistry === undefined ? {} : { openRequestRegistry }),
        openRequestTrailers: open?.trailers ?? {},
        openRequestLabels: open?.labels ?? [],
        capabilities: forge.capabilities,
      }),
    );
    const tree = plan.empty ? undefined : await repository.makeTree(heads.base, plan.edits);
    return { heads, found, plan, tree };
  }

  private async readAt(commit: string, path: string): Promise<string | undefined> {
    const snapshot = await this.options.repository.snapshot(commit, [path]);
    return (await snapshot.read([path])).get(path);
  }

  /** Commits of others on the request's branch, or on one left over that a request would be made of. */
  private async foreign(heads: Heads, open: ChangeRequest | undefined): Promise<readonly CommitInfo[]> {
    const { repository, takeOver } = this.options;
    const head = open?.head ?? heads.request;
    return takeOver === true || head === undefined ? [] : foreignCommits(repository, heads.base, head);
  }

  private staysClosed(closed: ChangeRequest, plan: P): boolean {
    return (
      closed.closedByUs !== true &&
      closed.metadata?.input === plan.inputHash &&
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
    { heads, found, plan }: Situation<P>,
    open: ChangeRequest | undefined,
  ): Promise<ConvergeResult<P>> {
    const { forge, dryRun } = this.options;
    if (open === undefined && this.#merging) {
      // Our merge was lost to a run with the same plan: what this run published is in the base now.
      return this.result('merged', found, plan, heads.base);
    }
    if (dryRun === true) {
      return this.result(open === undefined ? 'none' : 'closed', open, plan);
    }
    if (open !== undefined) {
      const closed = await this.step('close', open.url, async () => this.settle(await forge.close(open)));
      return this.result('closed', closed, plan);
    }
    if (heads.request !== undefined && (await this.foreign(heads, open)).length === 0) {
      this.#writes += await forge.removeBranch(this.key, heads.request);
    }
    return this.result(this.#done ?? 'none', undefined, plan);
  }

  private async publish(
    { heads, plan }: Situation<P>,
    open: ChangeRequest | undefined,
    tree: string,
    keepsCommit: boolean,
  ): Promise<ConvergeResult<P>> {
    const { forge, dryRun } = this.options;
    const action: ConvergeAction = open === undefined ? 'created' : 'updated';
    if (dryRun === true) {
      return this.result(this.options.merge === true ? 'merged' : action, open, plan);
    }
    const obstacle = plan.obstacle?.(open?.labels ?? []);
    if (obstacle !== undefined && !forge.capabilities.labels) throw obstacle;
    const draft = await this.draft(heads, plan, tree, keepsCommit ? open?.head : undefined);
    const published = await this.step('publish', forge.branchName(this.key), async () =>
      this.settle(await (open === undefined ? forge.create(draft) : forge.update(open, draft))),
    );
    // "created, then updated because of a race" is still created.
    this.#done ??= action;
    return this.options.merge === true
      ? this.merge(published, heads, plan)
      : this.result(this.#done, published, plan);
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
    const obstacle = plan.obstacle?.(request.labels ?? []);
    if (obstacle !== undefined) throw obstacle;
    this.#merging = true;
    const merged = await this.step('merge', base, async () =>
      this.settle(await forge.merge(request, base, heads.base)),
    );
    return this.result('merged', merged, plan);
  }

  /** Counts the writes of an outcome; a lost race ends the attempt. */
  private settle(outcome: WriteOutcome): ChangeRequest {
    this.#writes += outcome.writes;
    if (outcome.status === 'lost') {
      this.reporter.report({ type: 'note', message: `${outcome.reason}, looking again` });
      throw new RaceLost(outcome.reason);
    }
    this.note([...(outcome.notes ?? []), ...(outcome.request.notes ?? [])]);
    return outcome.request;
  }

  /** Says each thing once, however often a race is run again. */
  private note(messages: readonly string[] = []): void {
    for (const message of messages) {
      if (!this.#noted.has(message)) {
        this.#noted.add(message);
        this.reporter.report({ type: 'note', message });
      }
    }
  }

  private async step<T>(step: string, detail: string, work: () => Promise<T>): Promise<T> {
    this.reporter.report({ type: 'step:start', step, detail });
    const value = await work();
    this.reporter.report({ type: 'step:end', step });
    return value;
  }

  private result(
    action: ConvergeAction,
    request: ChangeRequest | undefined,
    plan: P,
    commit: string | null = request?.head ?? null,
  ): ConvergeResult<P> {
    const { forge, base } = this.options;
    const branch = forge.branchName(this.key);
    const obstacle = OPEN.has(action) ? plan.obstacle?.(request?.labels ?? []) : undefined;
    return {
      action,
      url: request?.url ?? null,
      branch,
      base,
      commit,
      writes: this.#writes,
      plan,
      ...(obstacle === undefined ? {} : { obstacle }),
    };
  }
}

/** Actions after which a request stands open. */
const OPEN: ReadonlySet<ConvergeAction> = new Set(['created', 'updated', 'unchanged']);

/** Whether the words of the open request are those of the plan, as far as machines and reviewers rely on them. */
function saysTheSame(open: ChangeRequest, plan: ChangePlan): boolean {
  return open.metadata?.output === plan.outputHash && sameTrailers(open.trailers, plan.trailers ?? {});
}

function sameTrailers(one: Trailers, other: Trailers): boolean {
  const flat = (trailers: Trailers) =>
    Object.entries(trailers)
      .flatMap(([name, values]) => values.map((value) => `${name}: ${value}`))
      .sort()
      .join('\n');
  return flat(one) === flat(other);
}
