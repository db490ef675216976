import type { RequestAction } from './request-action';

/** What a run did to a change request. */
export interface RequestResult {
  readonly action: RequestAction;
  /** Of the request; null when there is none. */
  readonly url: string | null;
  readonly branch: string;
  readonly base: string;
  /** Head of the request (or of the base after a merge); null when nothing was committed. */
  readonly commit: string | null;
  /** Write operations that reached the target. 0: the target is as it was. */
  readonly writes: number;
}
