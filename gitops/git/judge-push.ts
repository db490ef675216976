import { ToolkitError } from '../../core/errors/toolkit-error';
import { knownFailure, gitFailure } from './git-failure';
import type { GitAnswer } from './git-answer';
import { refusalOf, saidLines, type Refusal } from './push-refusal';
import type { PushOutcome, RefUpdate } from './target-repository';

/** What a push was and where it went. */
export interface PushAttempt {
  readonly answer: GitAnswer;
  readonly updates: readonly RefUpdate[];
  /** For messages, without credentials. */
  readonly target: string;
  /** What refs are right now, asked where Git's words leave open whether somebody else was faster. */
  readonly currentRefs: (refs: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/**
 * Judges a push by its porcelain lines. Only a lost race (`stale`) and a lock that another process holds (`target-locked`)
 * may go better the next time. A rule of the server is an answer too, in its own words; everything else throws.
 */
export async function judgePush(attempt: PushAttempt): Promise<PushOutcome> {
  const { answer, updates, target, currentRefs } = attempt;
  if (answer.exitCode === 0) {
    return { status: 'ok' };
  }
  const refusals = updates.flatMap((update) => {
    const refusal = refusalOf(update, answer);
    return refusal === undefined ? [] : [{ update, refusal }];
  });
  const raced = refusals.find(({ refusal }) => refusal.kind === 'race');
  if (raced !== undefined) {
    return { status: 'stale', ref: raced.update.ref };
  }
  const [first] = refusals;
  if (first === undefined) {
    throw gitFailure(['push'], answer, target);
  }
  const { update, refusal } = first;
  if (refusal.kind === 'unclear') {
    const now = (await currentRefs([update.ref])).get(update.ref) ?? null;
    if (now !== update.expected) return { status: 'stale', ref: update.ref };
  }
  const error = errorOf(update, refusal, attempt);
  if (error !== undefined) throw error;
  return { status: 'rejected', ref: update.ref, reason: refusal.words };
}

function errorOf(
  { ref }: RefUpdate,
  refusal: Refusal,
  { answer, target }: PushAttempt,
): ToolkitError | undefined {
  const { words } = refusal;
  switch (refusal.kind) {
    case 'locked':
      return new ToolkitError('target-locked', `${target} is locked by another process: ${words}`, {
        data: { target, ref },
      });
    case 'blocked': {
      const { blocker } = refusal;
      return new ToolkitError(
        'target-ref-blocked',
        blocker === undefined
          ? `${target} cannot have ${ref}, a ref stands in its way: ${words}`
          : `${blocker} in ${target} stands in the way of ${ref}, remove it with \`git push ${target} :${blocker}\` or choose another project or group: ${words}`,
        { data: { target, ref, ...(blocker === undefined ? {} : { blocker }) } },
      );
    }
    case 'declined':
    case 'race':
      return undefined;
    case 'unclear':
      return knownFailure([words, ...saidLines(answer.stderr)].join('\n'), target);
  }
}
