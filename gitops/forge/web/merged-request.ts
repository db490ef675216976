/** A request of this tool that was merged. */
export interface MergedRequest {
  readonly number: number;
  readonly url: string;
  /** Milliseconds since 1970, of the forge's clock. */
  readonly mergedAt: number;
  /** The commit that the base got: a merge, or the last one of what was put on top of it. */
  readonly commit: string;
}
