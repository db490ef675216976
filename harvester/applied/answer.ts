/** Why a file cannot be taken for what it should be. */
export interface Unreadable {
  readonly problem: string;
  /** Line of the file, from 1. */
  readonly line: number;
}

/** What a source says about a file; `unread`: its text is not there yet, ask again when it is. */
export type Answer<Facts> = Facts | 'unread' | Unreadable;

/** Whether a source could not make sense of a file. */
export function isUnreadable(answer: object | string): answer is Unreadable {
  return typeof answer === 'object' && 'problem' in answer && 'line' in answer;
}
