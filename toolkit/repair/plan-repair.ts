import type { Section } from '../../report/review/section';
import { code, phrase } from '../../report/view/phrase';
import type { TreeEdit } from '../../gitops/tree-edit';
import type { Problem } from '../../harvester/invariants/problem';
import { planRepair, type RepairPlan } from '../../harvester/repair/repair-repository';
import type { RepositoryView } from '../../harvester/tree/repository-view';
import { timestamp } from '../../core/time/timestamp';
import type { ActionContext } from '../action-context';
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

/** What a request says of a repair. */
export function repairSections({ repaired, left }: RepairPlan): Section[] {
  const section = (heading: string, problems: readonly Problem[]): Section => ({
    id: heading,
    heading,
    blocks: [
      {
        type: 'list',
        items: problems.map(
          ({ code: what, path, message }) => phrase`${code(what)} ${code(path)}: ${code(message)}`,
        ),
      },
    ],
  });
  return [section('Repaired', repaired), ...(left.length > 0 ? [section('To be fixed by hand', left)] : [])];
}
