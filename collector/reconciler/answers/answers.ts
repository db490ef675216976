import type { Logger } from 'pino';
import type { MergedRequest } from '../../../gitops/forge/web/merged-request';
import { isCode } from '../../../gitops/forge/web/refusal';
import type { ClusterRule } from '../match/cluster-map';
import type { Observations } from '../run/reconcile';
import type { WriteBudget } from '../run/write-budget';
import { answerComment, type AnswerStage, isSameAnswer, readAnswerMarker } from './answer-comment';
import type { AnswerForge } from './answer-forge';
import { answerLines } from './answer-lines';
import { mergeTime } from './merge-time';
import { supersededBy } from './superseded-by';
import type { TouchedClaim } from './touched-claim';

/** What answers are made of. */
export interface AnswersOptions {
  readonly forge: AnswerForge;
  /** The claims that each of some requests touched, by its number. */
  readonly claimsOf: (
    requests: readonly MergedRequest[],
  ) => Promise<ReadonlyMap<number, readonly TouchedClaim[]>>;
  readonly observe: () => Promise<Observations>;
  readonly rules: readonly ClusterRule[];
  /** The term that this process leads in, right now; undefined where it does not. */
  readonly term: () => Promise<number | undefined>;
  readonly budget: WriteBudget;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: Logger;
}

/** How long a request is followed, in milliseconds. */
const FOLLOWED_FOR = 24 * 3_600_000;
/** Between two writes of a comment. */
const WRITE_EVERY = 60_000;
/** Between two looks at what was merged. */
const LOOK_EVERY = 20_000;
/** What was merged so long before may come up late: lists of forges are behind, and so may be clocks. */
const LATE = 3_600_000;
/** What asking again does not change. */
const REFUSALS = ['forge-permission-missing', 'forge-validation-failed', 'forge-not-found'] as const;

/** A merged request, and how far its answer is. Everything of it is found again after a restart: in the forge, in Git and in the store. */
interface Followed {
  readonly request: MergedRequest;
  mergedAt: number;
  touched?: readonly TouchedClaim[];
  /** Our comment as it stands; null: not looked for so far. */
  comment: string | undefined | null;
  /** When it was written last, or found. */
  writtenAt: number;
  isEnded: boolean;
}

/** Answers merged requests: one comment each, that says what became of the claims that it ordered. */
export class Answers {
  private readonly followed = new Map<number, Followed>();
  private lookedAt: number | undefined;
  private term: number | undefined;

  constructor(private readonly options: AnswersOptions) {}

  /**
   * One look at everything, where this process leads.
   *
   * @throws ToolkitError those of forge, Git and store; what was not done is done by the next pass
   */
  async pass(): Promise<void> {
    const { observe, term } = this.options;
    const leads = await term();
    // What another one wrote meanwhile is not known here.
    if (leads !== this.term) this.forget();
    this.term = leads;
    if (leads === undefined) return;
    await this.look();
    await this.readClaims();
    const due = [...this.followed.values()].filter((each) => this.isDue(each));
    if (due.length === 0) return;
    const observations = await observe();
    const superseded = this.superseded();
    for (const each of due) {
      const later = superseded.get(each.request.number) ?? new Map<string, number>();
      await this.unlessRefused(each, () => this.answer(each, observations, later));
    }
  }

  /** Milliseconds until a comment may be written again; undefined where none waits. */
  get nextWrite(): number | undefined {
    const now = this.options.now();
    const waits = [...this.followed.values()]
      .filter(({ isEnded, writtenAt }) => !isEnded && writtenAt > 0)
      .map(({ writtenAt }) => writtenAt + WRITE_EVERY - now)
      .filter((wait) => wait > 0);
    return waits.length === 0 ? undefined : Math.min(...waits);
  }

  private forget(): void {
    this.followed.clear();
    this.lookedAt = undefined;
  }

  /** Finds what was merged since the last look. */
  private async look(): Promise<void> {
    const { forge, now } = this.options;
    const { lookedAt } = this;
    const started = now();
    if (lookedAt !== undefined && started - lookedAt < LOOK_EVERY) return;
    const since = lookedAt === undefined ? started - FOLLOWED_FOR - LATE : lookedAt - LATE;
    const merged = await forge.mergedRequests(since);
    const seenAt = now();
    for (const request of merged) {
      if (this.followed.has(request.number)) continue;
      const mergedAt = mergeTime(request.mergedAt, lookedAt, seenAt);
      this.followed.set(request.number, { request, mergedAt, comment: null, writtenAt: 0, isEnded: false });
    }
    this.lookedAt = started;
    for (const [number, { mergedAt }] of this.followed) {
      if (started - mergedAt > FOLLOWED_FOR + 3 * LATE) this.followed.delete(number);
    }
  }

  private async readClaims(): Promise<void> {
    const unread = [...this.followed.values()].filter(({ touched }) => touched === undefined);
    if (unread.length === 0) return;
    const claims = await this.options.claimsOf(unread.map(({ request }) => request));
    for (const each of unread) {
      each.touched = claims.get(each.request.number);
      each.isEnded = each.touched?.length === 0;
    }
  }

  private isDue({ isEnded, touched, writtenAt }: Followed): boolean {
    return !isEnded && touched !== undefined && this.options.now() - writtenAt >= WRITE_EVERY;
  }

  private superseded(): ReturnType<typeof supersededBy> {
    return supersededBy(
      [...this.followed.values()].map(({ request: { number, mergedAt }, touched = [] }) => ({
        number,
        mergedAt,
        keys: touched.map(({ declared }) => declared.key),
      })),
    );
  }

  private async answer(
    each: Followed,
    observations: Observations,
    superseded: ReadonlyMap<string, number>,
  ): Promise<void> {
    const { forge, observe, budget, term, now, logger } = this.options;
    const { request, touched = [] } = each;
    if (each.comment === null && !(await this.takeUp(each, now()))) return;
    const before = this.textOf(each, observations, superseded);
    if (each.comment != null && isSameAnswer(each.comment, before.text)) {
      each.isEnded = before.stage !== 'following';
      return;
    }
    if (budget.wait() > 0 || (await term()) !== this.term) return;
    // What is left out now waits for a minute: a forge may have taken its time since the look at the store.
    const { text, stage } = this.textOf(each, await observe(), superseded);
    // Also where the answer to it is lost.
    each.writtenAt = now();
    budget.spend();
    const stands = await forge.comment(request, text);
    each.comment = text;
    each.isEnded = !stands || stage !== 'following';
    logger.info(
      { request: request.number, stage, claims: touched.length },
      'result of a merged request posted',
    );
  }

  private textOf(
    { touched = [], mergedAt }: Followed,
    { claims, clusters }: Observations,
    superseded: ReadonlyMap<string, number>,
  ): { readonly text: string; readonly stage: AnswerStage } {
    const { forge, rules } = this.options;
    const now = this.options.now();
    const lines = answerLines({
      touched,
      observed: claims,
      rules,
      known: clusters,
      superseded,
      mergedAt,
      now,
    });
    const stage = stageOf(lines, now - mergedAt);
    return { text: answerComment(lines, { mergedAt, stage }, forge.commentLength), stage };
  }

  /** A conversation that is locked, or gone, is no reason to leave the others without an answer. */
  private async unlessRefused(each: Followed, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!REFUSALS.some((code) => isCode(error, code))) throw error;
      each.isEnded = true;
      const { number } = each.request;
      this.options.logger.warn(
        { err: error, request: number },
        'the forge does not accept a comment on a merged request',
      );
    }
  }

  /** Looks for the comment of an earlier run. False where nothing is to be written now. */
  private async takeUp(each: Followed, now: number): Promise<boolean> {
    const comment = await this.options.forge.commentOf(each.request);
    each.comment = comment;
    const marker = comment === undefined ? undefined : readAnswerMarker(comment);
    if (marker === undefined) {
      each.isEnded = now - each.mergedAt >= FOLLOWED_FOR;
      return !each.isEnded;
    }
    if (Math.abs(marker.mergedAt - each.mergedAt) <= LATE) each.mergedAt = marker.mergedAt;
    each.isEnded = marker.stage !== 'following';
    // Nobody knows when it was written: perhaps a moment ago.
    each.writtenAt = now;
    return false;
  }
}

function stageOf(lines: readonly { readonly isDone: boolean }[], age: number): AnswerStage {
  if (lines.every(({ isDone }) => isDone)) return 'done';
  return age >= FOLLOWED_FOR ? 'over' : 'following';
}
