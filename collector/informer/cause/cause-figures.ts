/** What a follower counts. Changed in place by those who do it. */
export interface CauseFigures {
  walks: number;
  /** Walks that ended because a read had no answer. */
  failed: number;
  /** Reads that the API server did not allow. */
  forbidden: number;
  /** Causes that were found or changed. */
  found: number;
}
