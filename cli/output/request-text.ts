import type { ConvergeAction, ConvergeResult } from '../../gitops/change-request/converge-options';
import type { PlannedChange } from '../pipeline/change-plan';
import { keptText } from './kept-text';
import { keptJson } from './plan-json';
import { wrapText } from './wrap-text';
import { diffText, type DiffTextOptions, heldBackText } from './diff-text';

/** Options beside those of the diff. */
export interface RequestTextOptions extends DiffTextOptions {
  readonly dryRun: boolean;
}

const DONE: Readonly<Record<ConvergeAction, string>> = {
  created: 'change request opened',
  updated: 'change request updated',
  unchanged: 'change request is right already',
  closed: 'nothing left to change, change request closed',
  merged: 'change request merged',
  none: 'nothing to change',
  'kept-closed': 'a person closed this change request, it stays closed until the claims change',
};

const WITHOUT_A_WORD = 'without --merge-edits or --overwrite';

const WOULD: Readonly<Record<ConvergeAction, string>> = {
  ...DONE,
  created: 'would open a change request',
  updated: 'would update the change request',
  closed: 'nothing left to change, would close the change request',
  merged: 'would merge the change request',
};

/** What was done, or would be, in a few words. */
export function requestWords(action: ConvergeAction, dryRun: boolean): string {
  return (dryRun ? WOULD : DONE)[action];
}

/** What became of a change request, as `--json` prints it. */
export function requestJson(result: ConvergeResult<PlannedChange>): Readonly<Record<string, unknown>> {
  const { action, url, branch, base, commit, writes, plan } = result;
  const kept = keptJson(plan.plan);
  return { action, url, branch, base, commit, writes, kept, summary: plan.plan.summary };
}

/** The same for people: the diff, then what was done and where it is. */
export function requestText(result: ConvergeResult<PlannedChange>, options: RequestTextOptions): string {
  const { style, dryRun } = options;
  const { action, url, commit, plan } = result;
  const heldBack = heldBackText(plan.plan.kept);
  const held = heldBack.length > 0;
  const done = requestWords(action, dryRun);
  // What the program asks for is not done where claims cannot be changed.
  const words = held ? done.replace(/^nothing (?:left )?to change/, `$& ${WITHOUT_A_WORD}`) : done;
  const lines = [style.paint(['bold', held ? 'yellow' : 'green'], wrapText(words, options.columns))];
  if (url !== null) lines.push(`  ${style.paint('cyan', url)}`);
  if (commit !== null) lines.push(style.paint('dim', `  commit ${commit}`));
  if (action === 'none' || action === 'unchanged') {
    for (const text of heldBack) lines.push(style.paint('yellow', wrapText(text, options.columns)));
    if (plan.plan.kept.length === 0) return lines.join('\n');
    return `${keptText(plan.plan.kept, options)}\n\n${lines.join('\n')}`;
  }
  return `${diffText(plan.plan, { ...options, brief: !dryRun && !options.verbose })}\n\n${lines.join('\n')}`;
}
