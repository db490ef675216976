import type { MergeOutcome } from './forge-api';
import { isCode, refusal } from './refusal';

/** As forges know them; the first that the repository allows is taken. */
const METHODS = ['merge', 'squash', 'rebase'] as const;

/** How one forge merges. */
export interface Merging {
  readonly send: (method: (typeof METHODS)[number]) => Promise<MergeOutcome>;
  /** Whether a refusal says that request or base are not what they were. */
  readonly isMoved: (error: unknown, reason: string) => boolean;
  /** Whether a refusal is about the method alone. */
  readonly isOtherMethod: (reason: string) => boolean;
}

/** Merges by the first method that the repository allows. */
export async function mergeByMethods(number: number, merging: Merging): Promise<MergeOutcome> {
  let reason = '';
  for (const method of METHODS) {
    try {
      return await merging.send(method);
    } catch (error) {
      reason = refusal(error);
      if (isCode(error, 'forge-conflict') || merging.isMoved(error, reason)) {
        return { status: 'moved', reason: `#${number} could not be merged as it is: ${reason}` };
      }
      if (!isCode(error, 'forge-validation-failed')) {
        throw error;
      }
      if (!merging.isOtherMethod(reason)) {
        break;
      }
    }
  }
  return { status: 'refused', reason };
}
