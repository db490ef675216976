import { statusOf } from '../status-row';
import type { StoredStatus } from '../stored-status';

/** The columns of a status, as they are selected. */
export const STATUS_COLUMNS =
  's.cluster, s.epoch, s.sequence, s.received_at, s.observed_at, s.deleted_at, s.body';

/** A row of them: the driver gives large numbers as text. */
export interface StatusColumns {
  /** As JSON: a name may have characters that the database refuses. */
  readonly cluster: string;
  readonly epoch: string | null;
  readonly sequence: string | null;
  readonly received_at: string;
  readonly observed_at: string | null;
  readonly deleted_at: string | null;
  readonly body: string;
}

/** The status of a row. */
export function statusOfColumns(row: StatusColumns): StoredStatus {
  const { cluster, epoch, sequence, received_at, observed_at, deleted_at, body } = row;
  const isOrdered = epoch !== null && sequence !== null;
  const columns = {
    cluster: JSON.parse(cluster) as string,
    order: isOrdered ? { epoch: Number(epoch), sequence: Number(sequence) } : undefined,
    receivedAt: Number(received_at),
    observedAt: observed_at ?? undefined,
    deletedAt: deleted_at === null ? undefined : Number(deleted_at),
  };
  return statusOf(columns, body);
}
