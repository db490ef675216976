import { createHash } from 'node:crypto';
import type { ModelsDocument } from '../../core/models-document';
import type { Plan } from '../../core/plan';
import type { PlanConfig } from '../../core/plan-config';
import type { ChangePlan, PlanInput } from '../../gitops/change-request/change-plan';
import { acknowledgedClaims, requiredAcknowledgements } from '../../gitops/review/acknowledgement';
import { renderReview, reviewTitle } from '../../gitops/review/render-review';
import type { DiffContext, ReviewContext } from '../../gitops/review/review-context';
import { splitReview } from '../../gitops/review/split-review';
import type { TreeEdit } from '../../gitops/tree-edit';
import { packageVersion } from '../command/package-version';
import { jsonLine } from '../output/json-text';
import type { Project } from './load-project';
import type { PlannedSnapshot } from './plan-in-rounds';
import { previousClaims } from './previous-claims';

/** A change plan with the plan behind it. */
export interface PlannedChange extends ChangePlan {
  readonly plan: Plan;
}

/** Where a plan comes from. */
export interface ChangeOrigin {
  readonly group: string;
  /** What the plan follows from, without times and source lines. */
  readonly cause: unknown;
}

/** What the review needs to know beside the plan. */
export function diffContext({ config }: Project): DiffContext {
  const { project, base, repository, webUrl, forge } = config;
  const targetUrl =
    repository === undefined || forge.type === 'git' ? undefined : `${webUrl}/${repository}/blob/${base}`;
  return { project, base, ...(targetUrl === undefined ? {} : { targetUrl }) };
}

/**
 * A plan as a change request: edits, title, body and the hashes by which a later run knows that nothing is left to do.
 */
export function changePlan(
  { plan, snapshot }: PlannedSnapshot,
  project: Project,
  input: PlanInput,
  { group, cause }: ChangeOrigin,
): PlannedChange {
  const edits = editsOf(plan);
  const inputHash = hash(cause);
  const outputHash = hash([edits, plan.kept.map(({ path, reason }) => [path, reason])]);
  const trailers = input.openRequestTrailers;
  // On the plain forge whoever merges stands at this command line: no second word is asked for.
  const acknowledged =
    project.config.forge.type === 'git'
      ? requiredAcknowledgements(plan).map(({ claim }) => claim)
      : acknowledgedClaims(plan, { texts: trailerTexts(trailers) });
  const context: ReviewContext = {
    ...diffContext(project),
    previous: previousClaims(plan, snapshot),
    group,
    inputHash,
    outputHash,
    version: packageVersion(),
    acknowledged,
  };
  const { capabilities } = input;
  const parts = splitReview(
    renderReview(plan, context),
    {
      bodyLength: capabilities.bodyLength,
      commentLength: capabilities.maxComments === 0 ? capabilities.bodyLength : capabilities.commentLength,
      mostParts: capabilities.maxComments + 1,
    },
    context,
  );
  const { labels, reviewers, assignees, draft, autoMerge, title } = project.config.request;
  return {
    plan,
    empty: edits.length === 0,
    edits,
    title: (title ?? reviewTitle(plan, project.config)).slice(0, capabilities.titleLength),
    parts,
    inputHash,
    outputHash,
    trailers,
    settings: { labels, reviewers, assignees, draft, autoMerge },
  };
}

/** What a plan of a program follows from. */
export function programCause(models: ModelsDocument, config: PlanConfig): unknown {
  return [models.claims.map(({ source: _source, ...claim }) => claim), config];
}

/** The writes and removals of a plan. */
export function editsOf(plan: Plan): TreeEdit[] {
  const edits: TreeEdit[] = [];
  for (const { path, action, content } of plan.files) {
    if (action === 'delete') edits.push({ path, content: null });
    else if (action !== 'unchanged' && content !== undefined) edits.push({ path, content });
  }
  return edits;
}

function trailerTexts(trailers: PlanInput['openRequestTrailers']): string[] {
  return [
    Object.entries(trailers)
      .flatMap(([name, values]) => values.map((value) => `${name}: ${value}`))
      .join('\n'),
  ];
}

function hash(value: unknown): string {
  return createHash('sha256').update(jsonLine(value)).digest('hex');
}
