import type { ActionContext } from '../action-context';
import type { Project } from '../project/load-project';
import { openTargetSource, type TargetView } from './target-source';

/** A target that is looked at while something else is done, such as running the program. */
export interface EarlyTarget {
  /** What was seen. @throws ToolkitError of git-errors */
  view(): Promise<TargetView>;
  /** Ends what is under way, and removes what it needed. */
  close(): Promise<void>;
}

/** Begins to look at the configured target, and never rejects by itself: what is wrong with the target is told by `view`. */
export function lookEarly(context: ActionContext, project: Project): EarlyTarget {
  const needless = new AbortController();
  const signal = AbortSignal.any([context.signal, needless.signal]);
  let isUnderWay = true;
  const opening = openTargetSource({ ...context, signal }, project);
  const looking = opening
    .then((source) => (source.early ? source.view() : undefined))
    .finally(() => (isUnderWay = false));
  looking.catch(() => undefined);
  return {
    view: async () => {
      const source = await opening;
      return (await looking) ?? source.view();
    },
    close: async () => {
      const isCut = isUnderWay;
      if (isCut) needless.abort();
      await looking.catch(() => undefined);
      const closed = opening.then(
        (source) => source.close(),
        () => undefined,
      );
      // Whoever was cut short may not manage to keep what it has read; the reason for the cut is what counts.
      await (isCut ? closed.catch(() => undefined) : closed);
    },
  };
}
