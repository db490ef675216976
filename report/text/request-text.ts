import type { RequestAction } from '../../core/request/request-action';
import { describePlan } from '../view/plan-view';
import type { RequestOutcome } from '../view/request-outcome';
import { keptText } from './kept-text';
import { joined, line, own, visible, type Shown } from './shown';
import { wrapText } from './wrap-text';
import { diffText, type DiffTextOptions, heldBackText } from './diff-text';

/** Options beside those of the diff. */
export interface RequestTextOptions extends DiffTextOptions {
  readonly dryRun: boolean;
}

const DONE: Readonly<Record<RequestAction, Shown>> = {
  created: own('change request opened'),
  updated: own('change request updated'),
  unchanged: own('change request is up to date'),
  closed: own('nothing left to change, change request closed'),
  merged: own('change request merged'),
  none: own('nothing to change'),
  'kept-closed': own('a person closed this change request, it stays closed until the claims change'),
};

/** Where the program asks for more than may be done without a word of the person. */
const WITHOUT_A_WORD: Readonly<Partial<Record<RequestAction, Shown>>> = {
  none: own('nothing can be changed without --merge-edits or --overwrite'),
  closed: own('nothing left to change without --merge-edits or --overwrite, change request closed'),
};
const WOULD_WITHOUT_A_WORD: typeof WITHOUT_A_WORD = {
  ...WITHOUT_A_WORD,
  closed: own('nothing left to change without --merge-edits or --overwrite, would close the change request'),
};

const WOULD: Readonly<Record<RequestAction, Shown>> = {
  ...DONE,
  created: own('would open a change request'),
  updated: own('would update the change request'),
  closed: own('nothing left to change, would close the change request'),
  merged: own('would merge the change request'),
};

/** What was done, or would be, in a few words. */
export function actionText(action: RequestAction, dryRun: boolean): Shown {
  return (dryRun ? WOULD : DONE)[action];
}

/** What became of a change request, for people: the diff, then what was done and where it is. */
export function requestText(outcome: RequestOutcome, options: RequestTextOptions): Shown {
  const { style, dryRun } = options;
  const { action, url, commit, plan } = outcome;
  const view = describePlan(plan.plan);
  const heldBack = heldBackText(view);
  const held = heldBack.length > 0;
  // What the program asks for is not done where claims cannot be changed.
  const more = held ? (dryRun ? WOULD_WITHOUT_A_WORD : WITHOUT_A_WORD)[action] : undefined;
  const words = more ?? actionText(action, dryRun);
  const lines = [style.paint(['bold', held ? 'yellow' : 'green'], wrapText(words, options.columns))];
  if (url !== null) lines.push(line`  ${style.paint('cyan', visible(url))}`);
  if (commit !== null) lines.push(style.paint('dim', line`  commit ${visible(commit)}`));
  if (action === 'none' || action === 'unchanged') {
    for (const text of heldBack) lines.push(style.paint('yellow', wrapText(text, options.columns)));
    if (view.kept.length === 0) return joined(lines, '\n');
    return line`${keptText(view.kept, options)}\n\n${joined(lines, '\n')}`;
  }
  return line`${diffText(view, { ...options, brief: !dryRun && !options.verbose })}\n\n${joined(lines, '\n')}`;
}

/** {@link requestText} of several. */
export function requestsText(outcomes: readonly RequestOutcome[], options: RequestTextOptions): Shown {
  if (outcomes.length === 0) return own('nothing to change');
  return joined(
    outcomes.map((outcome) => requestText(outcome, options)),
    '\n\n',
  );
}
