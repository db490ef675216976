import type { MergedRequest } from '../../../gitops/forge/web/merged-request';

/** A forge that requests are answered on. Its methods may throw the errors of forge-errors. */
export interface AnswerForge {
  /** Most characters of a comment. */
  readonly commentLength: number;
  /** Requests about claims that were merged since a time (milliseconds since 1970). */
  mergedRequests(since: number): Promise<readonly MergedRequest[]>;
  /** Our own comment on a request; undefined where there is none. */
  commentOf(request: MergedRequest): Promise<string | undefined>;
  /** Makes our comment say this: the one there is, else a new one. False where somebody removed it. */
  comment(request: MergedRequest, text: string): Promise<boolean>;
}
