/** What a sender counts. Changed in place by those who do it. */
export interface SenderFigures {
  /** Reports that the collector accepted. */
  reports: number;
  /** Requests that carried reports. */
  batches: number;
  /** Requests that failed. */
  failures: number;
  /** Reports that the collector refused for good. */
  rejected: number;
  /** Sessions that were opened. */
  sessions: number;
  /** Digests that were compared. */
  digests: number;
  /** Buckets in which they differed. */
  differingBuckets: number;
  /** Claims that waited and were left out of the spool, because it was full. */
  spoolDropped: number;
  /** Milliseconds since 1970; undefined before the first success. */
  lastSuccess?: number;
}

/** Nothing counted. */
export function newFigures(): SenderFigures {
  return {
    reports: 0,
    batches: 0,
    failures: 0,
    rejected: 0,
    sessions: 0,
    digests: 0,
    differingBuckets: 0,
    spoolDropped: 0,
  };
}
