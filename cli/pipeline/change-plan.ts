import { createHash } from 'node:crypto';
import type { ModelsDocument } from '../../core/models-document';
import type { Plan } from '../../core/plan';
import type { PlanConfig } from '../../core/plan-config';
import type { ChangePlan, PlanInput } from '../../gitops/change-request/change-plan';
import type { TreeEdit } from '../../gitops/tree-edit';
import { diffText, summaryText } from '../output/diff-text';
import { jsonLine } from '../output/json-text';
import { PLAIN_STYLE } from '../output/style';
import type { Project } from './load-project';

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

/**
 * A plan as a change request: edits, title, body and the hashes by which a later run knows that nothing is left to do.
 */
export function changePlan(
  plan: Plan,
  project: Project,
  input: PlanInput,
  { cause }: ChangeOrigin,
): PlannedChange {
  const edits = editsOf(plan);
  const inputHash = hash(cause);
  const outputHash = hash([edits, plan.kept.map(({ path, reason }) => [path, reason])]);
  const trailers = input.openRequestTrailers;
  const { capabilities } = input;
  const parts = [requestBody(plan).slice(0, capabilities.bodyLength)];
  const { labels, reviewers, assignees, draft, autoMerge, title } = project.config.request;
  return {
    plan,
    empty: edits.length === 0,
    edits,
    title: (title ?? `claims(${project.config.project}): ${summaryText(plan.summary)}`).slice(
      0,
      capabilities.titleLength,
    ),
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

/** The diff as the text of a change request. */
export function requestBody(plan: Plan): string {
  return `\`\`\`\n${diffText(plan, { style: PLAIN_STYLE, columns: 100, verbose: true })}\n\`\`\``;
}

function hash(value: unknown): string {
  return createHash('sha256').update(jsonLine(value)).digest('hex');
}
