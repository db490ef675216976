import type { ChangePlan, PlanInput } from '../../gitops/change-request/change-plan';
import { inlineCode } from '../../report/markdown/inline-code';
import type { TreeEdit } from '../../gitops/tree-edit';
import type { Plan } from '../../core/plan';
import type { Problem } from '../../harvester/invariants/problem';
import { planRepair, type RepairPlan } from '../../harvester/repair/repair-repository';
import type { RepositoryView } from '../../harvester/tree/repository-view';
import { timestamp } from '../../core/time/timestamp';
import type { ActionContext } from '../action-context';
import { hashJson } from '../deliver/hash-value';
import type { PlannedChange } from '../deliver/change-plan';
import { entryAuthor } from '../project/commit-author';
import type { Project } from '../project/load-project';

/** What becomes of orphans. */
export type OrphanDecision = 'remove' | 'register';

/** What a repair needs beside the view. */
export interface RepairInput {
  readonly context: ActionContext;
  readonly project: Project;
  readonly orphans: OrphanDecision | undefined;
  /** When a file came into the repository; the clock where nobody knows. */
  readonly createdAt?: (path: string) => Promise<Date | undefined>;
}

/** Plans a repair; asks for the age of those files alone that the plan wants to know about. */
export async function planRepairOf(view: RepositoryView, input: RepairInput): Promise<RepairPlan> {
  const { context, project, orphans, createdAt } = input;
  const asked = new Set<string>();
  const options = { orphans, clock: context.clock, actor: await entryAuthor(context, project.config) };
  const first = planRepair(view, { ...options, createdAtOf: (path) => void asked.add(path) });
  if (createdAt === undefined || asked.size === 0) return first;
  const dates = new Map<string, string>();
  for (const path of asked) {
    const date = await createdAt(path);
    if (date !== undefined && isBelievable(date)) dates.set(path, timestamp(date));
  }
  return planRepair(view, { ...options, createdAtOf: (path) => dates.get(path) });
}

/** A commit of a broken clock tells nothing about the age of a claim. */
function isBelievable(date: Date): boolean {
  return date.getTime() > 0 && date.getUTCFullYear() < 9999;
}

/** The writes and removals of a repair. */
export function repairEdits(repair: RepairPlan): TreeEdit[] {
  return [...repair.edits].map(([path, content]) => ({ path, content }));
}

/** A repair as a change request. */
export function repairChange(repair: RepairPlan, project: Project, input: PlanInput): PlannedChange {
  const edits = repairEdits(repair);
  const hash = hashJson(edits);
  const change: ChangePlan = {
    empty: edits.length === 0,
    edits,
    title: `claims(${project.config.project}): repair the registry`,
    parts: [body(repair)],
    inputHash: hash,
    outputHash: hash,
    trailers: input.openRequestTrailers,
  };
  return { ...change, plan: EMPTY_PLAN };
}

const EMPTY_PLAN: Plan = {
  files: [],
  changes: [],
  kept: [],
  warnings: [],
  summary: {
    added: 0,
    changed: 0,
    renamed: 0,
    replaced: 0,
    removed: 0,
    registryOnly: 0,
    kept: 0,
    heldBack: 0,
    claims: 0,
    files: { create: 0, update: 0, delete: 0, unchanged: 0 },
  },
};

function body({ repaired, left }: RepairPlan): string {
  const list = (problems: readonly Problem[]): string =>
    problems
      .map(({ code, path, message }) => `- ${inlineCode(code)} ${inlineCode(path)}: ${inlineCode(message)}`)
      .join('\n');
  const parts = [`### Repaired\n\n${list(repaired)}`];
  if (left.length > 0) parts.push(`### Left to a person\n\n${list(left)}`);
  return parts.join('\n\n');
}
