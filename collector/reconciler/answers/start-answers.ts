import type { Logger } from 'pino';
import type { Environment } from '../../../core/config/setting-row';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { openTarget } from '../../../gitops/git/open-target';
import type { MergedRequest } from '../../../gitops/forge/web/merged-request';
import { WEB_APIS } from '../../../gitops/forge/web-apis';
import { claimsRoot } from '../match/claims-root';
import type { Observations } from '../run/reconcile';
import type { RegistryPlace } from '../run/registry-place';
import { targetOf } from '../run/target-of';
import { type BudgetRules, WriteBudget } from '../run/write-budget';
import { AnswerLoop } from './answer-loop';
import { Answers } from './answers';
import { type ClaimsPlace, readTouchedClaims } from './read-touched-claims';
import type { TouchedClaim } from './touched-claim';
import { WebAnswerForge } from './web-answer-forge';

/** What answers are told beside their place. */
export interface AnswersStart {
  readonly env: Environment;
  readonly observe: () => Promise<Observations>;
  /** Whether any cluster ever reported: before that nothing can be answered, and the forge is asked nothing. */
  readonly hasReports: () => Promise<boolean>;
  /** See `AnswersOptions`. */
  readonly term: () => Promise<number | undefined>;
  readonly logger: Logger;
  readonly version: string;
}

/** Comments beside the writes of statuses: together well below what GitHub counts an hour (see `write-budget.ts`). */
const ANSWER_BUDGET: BudgetRules = { writes: 240, window: 3_600_000 };

/** Begins to answer merged requests; undefined where that is not wanted, not possible, or nobody knows where the claims stand. */
export function startAnswers(place: RegistryPlace, start: AnswersStart): AnswerLoop | undefined {
  const { env, observe, hasReports, term, logger, version } = start;
  const connect = WEB_APIS[place.forge];
  const root = claimsRoot(place.file);
  if (!place.answers || connect === undefined || root === undefined) return undefined;
  const { apiUrl, repository, base, rules } = place;
  const abort = new AbortController();
  const { signal } = abort;
  const web = { apiUrl, repository, version, signal, token: () => Promise.resolve(place.token()) };
  const answers = new Answers({
    forge: new WebAnswerForge(() => connect(web), base),
    claimsOf: (requests) =>
      claimsOf(requests, { place, env, signal, logger, claims: { base, root, slug: repository } }),
    observe,
    rules,
    term: async () => ((await hasReports()) ? term() : undefined),
    budget: new WriteBudget(ANSWER_BUDGET, () => performance.now()),
    now: () => Date.now(),
    logger,
  });
  const loop = new AnswerLoop({ answers, logger, abort });
  loop.start();
  return loop;
}

interface ClaimsSource extends Pick<AnswersStart, 'env' | 'logger'> {
  readonly place: RegistryPlace;
  readonly signal: AbortSignal;
  readonly claims: ClaimsPlace;
}

async function claimsOf(
  requests: readonly MergedRequest[],
  { place, env, signal, logger, claims }: ClaimsSource,
): Promise<ReadonlyMap<number, readonly TouchedClaim[]>> {
  const repository = await openTarget({ ...targetOf(place, env), signal });
  try {
    const found = new Map<number, readonly TouchedClaim[]>();
    for (const { number, commit } of requests) {
      try {
        found.set(number, await readTouchedClaims(repository, commit, claims));
      } catch (error) {
        if (!ToolkitError.isToolkitError(error) || PASSING.includes(error.kind)) throw error;
        logger.warn({ err: error, request: number }, 'the claims of a merged request cannot be read');
        found.set(number, []);
      }
    }
    return found;
  } finally {
    await repository.close();
  }
}

/** Kinds of errors that another try may not meet. */
const PASSING: readonly string[] = ['unavailable', 'interrupted', 'conflict', 'auth'];
