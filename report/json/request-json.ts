import { describePlan } from '../view/plan-view';
import type { RequestOutcome } from '../view/request-outcome';
import type { StandingRequestView } from '../view/standing-request';
import { keptJson } from './plan-json';

/** What became of a change request, as `--json` prints it. */
export function requestJson(outcome: RequestOutcome): Readonly<Record<string, unknown>> {
  const { action, url, branch, base, commit, writes, plan } = outcome;
  const { kept, plan: planned } = describePlan(plan.plan);
  const { summary } = planned;
  return { action, url, branch, base, commit, writes, kept: kept.map(keptJson), summary };
}

/** A standing request as `claims pr --show --json` prints it. */
export function standingRequestJson(view: StandingRequestView): Readonly<Record<string, unknown>> {
  const { key, ref, words, base, commit, author, committedAt, age, isOnBase, merge, foreign, why } = view;
  return {
    project: key.project,
    group: key.group,
    ref,
    url: words?.url ?? null,
    title: words?.title ?? null,
    body: words?.body ?? null,
    base,
    commit: commit ?? null,
    author: author ?? null,
    committedAt: committedAt?.toISOString() ?? null,
    ageSeconds: age === undefined ? null : Math.floor(age / 1000),
    current: isOnBase,
    merge: merge ?? null,
    foreign,
    unreadable: why ?? null,
  };
}
