import type { ChangeKind, PlanSummary } from '../../core/plan';

/**
 * The words for each change, in the order in which they are counted: `word` as it is said of a claim that was changed, `verb` as it is said
 * of what is to be done (`add infra/app-pvc`), `count` names its number in the summary of a plan.
 */
export const CHANGE_WORDS = {
  added: { word: 'added', verb: 'add', count: 'added' },
  changed: { word: 'changed', verb: 'change', count: 'changed' },
  renamed: { word: 'renamed', verb: 'rename', count: 'renamed' },
  replaced: { word: 'replaced', verb: 'replace', count: 'replaced' },
  removed: { word: 'removed', verb: 'remove', count: 'removed' },
  'registry-only': { word: 'registry only', verb: 'update the entries of', count: 'registryOnly' },
} as const satisfies Readonly<
  Record<ChangeKind, { word: string; verb: string; count: Exclude<keyof PlanSummary, 'files'> }>
>;

/** How a kind of change is told and counted. */
export type ChangeWords = (typeof CHANGE_WORDS)[ChangeKind];
