import { FORGE_DEFAULTS } from '../../core/config/forge-kinds';
import type { ModelsDocument } from '../../core/models-document';
import { once } from '../../core/once';
import type { Plan } from '../../core/plan';
import type { ChangePlan, PlanInput } from '../../gitops/change-request/change-plan';
import type { ConvergeResult } from '../../gitops/change-request/converge-options';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { maskSecretsInUse } from '../../core/secrets/secrets-in-use';
import {
  ACKNOWLEDGE_TRAILER,
  acknowledgedClaims,
  assertAcknowledged,
} from '../../core/acknowledgement/acknowledgement';
import { requestWords } from '../../report/request/request-words';
import type { ProgramOrigin } from '../../report/view/program-origin';
import type { DiffContext, ReviewContext } from '../../report/review/review-context';
import type { TreeEdit } from '../../gitops/tree-edit';
import type { PlanContext } from '../../synth/plan/plan-context';
import { packageVersion } from '../package-version';
import { editsToHash } from './edits-to-hash';
import { hashValue } from './hash-value';
import type { Project } from '../project/load-project';
import type { PlannedSnapshot } from '../plan/plan-in-rounds';
import { previousClaims } from './previous-claims';

/** A change plan with the plan behind it. */
export interface PlannedChange extends ChangePlan {
  readonly plan: Plan;
}

/** What became of a change request. */
export type RequestResult = ConvergeResult<PlannedChange>;

/** Where a plan comes from. */
export interface ChangeOrigin {
  readonly group: string;
  /** What the plan follows from, without times and source lines. */
  readonly cause: unknown;
  /** Claims (`<category>/<name>`) of which a person said in so many words that they may go. */
  readonly acknowledged: readonly string[];
  /** Which version of the program declares the claims. */
  readonly program?: ProgramOrigin;
}

/** What the review needs to know beside the plan. */
export function diffContext({ config }: Project, program: ProgramOrigin | undefined): DiffContext {
  const { project, base, repository, webUrl, forge } = config;
  const files = FORGE_DEFAULTS[forge.type]?.files;
  const targetUrl =
    repository === undefined || files === undefined ? undefined : `${webUrl}/${repository}/${files}/${base}`;
  return {
    project,
    base,
    ...(targetUrl === undefined ? {} : { targetUrl }),
    ...(program === undefined ? {} : { program }),
  };
}

/**
 * A plan as a change request: edits, title, body and the hashes by which a later run knows that nothing is left to do.
 */
export function changePlan(
  { plan, snapshot }: PlannedSnapshot,
  project: Project,
  input: PlanInput,
  { group, cause, acknowledged: named, program }: ChangeOrigin,
): PlannedChange {
  const edits = editsOf(plan);
  const inputHash = once(() => hashValue(cause));
  const outputHash = once(() =>
    hashValue([
      editsToHash(edits),
      plan.kept.map(({ path, reason, merge, programChanged }) => [
        path,
        reason,
        merge?.status,
        programChanged,
      ]),
    ]),
  );
  const texts = trailerTexts(input.openRequestTrailers, named);
  const acknowledged = acknowledgedClaims(plan, { texts });
  const context = (): ReviewContext => ({
    ...diffContext(project, program),
    previous: previousClaims(plan, snapshot),
    group,
    input: inputHash(),
    output: outputHash(),
    version: packageVersion(),
    acknowledged,
    validation: { claims: plan.summary.claims, issues: [] },
  });
  const mergeBlocker = (given: readonly string[]): ToolkitError | undefined =>
    missingWord(plan, given, texts);
  const { capabilities } = input;
  const words = once(() => requestWords(plan, context(), capabilities));
  const { labels, reviewers, assignees, draft, autoMerge, title } = project.config.request;
  return {
    plan,
    empty: edits.length === 0,
    edits,
    get title() {
      return maskSecretsInUse(title ?? words().title).slice(0, capabilities.titleLength);
    },
    get parts() {
      return words().parts;
    },
    get inputHash() {
      return inputHash();
    },
    get outputHash() {
      return outputHash();
    },
    prepare: () => void words(),
    trailers: acknowledgementTrailers(input.openRequestTrailers, acknowledged),
    settings: {
      labels,
      reviewers,
      assignees,
      draft,
      autoMerge,
      hold: mergeBlocker(input.openRequestLabels) !== undefined,
    },
    mergeBlocker,
  };
}

/** What a plan of a program follows from. */
export function programCause(
  models: ModelsDocument,
  { config, mergeEdits = new Set() }: Pick<PlanContext, 'config' | 'mergeEdits'>,
): unknown {
  const claims = models.claims.map(({ source: _source, ...claim }) => claim);
  return mergeEdits.size === 0 ? [claims, config] : [claims, config, [...mergeEdits].sort()];
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

function missingWord(
  plan: Plan,
  labels: readonly string[],
  texts: readonly string[],
): ToolkitError | undefined {
  try {
    assertAcknowledged(plan, { labels, texts });
    return undefined;
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return error;
    throw error;
  }
}

/** Acknowledgements given earlier stay in the request as long as they are about something; so do all other trailers. */
function acknowledgementTrailers(
  { [ACKNOWLEDGE_TRAILER]: _given, ...others }: PlanInput['openRequestTrailers'],
  acknowledged: readonly string[],
): PlanInput['openRequestTrailers'] {
  return acknowledged.length === 0 ? others : { ...others, [ACKNOWLEDGE_TRAILER]: acknowledged };
}

function trailerTexts(trailers: PlanInput['openRequestTrailers'], named: readonly string[]): string[] {
  const lines = Object.entries(trailers).flatMap(([name, values]) =>
    values.map((value) => `${name}: ${value}`),
  );
  return [[...lines, ...named.map((claim) => `${ACKNOWLEDGE_TRAILER}: ${claim}`)].join('\n')];
}
