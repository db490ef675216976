import type { StatusBook } from '../decide/status-book';
import { bodyOf, hasSameBody } from '../status-row';
import type { StoredStatus } from '../stored-status';
import type { Statements } from './statements';

/** Writes what changed in a book, inside a transaction of the caller. */
export class ChangeWriter {
  /** As they stand in the database: what differs only in its columns needs no new body. */
  private readonly written = new Map<string, StoredStatus>();

  constructor(private readonly statements: Statements) {}

  /** @returns rows that were touched */
  write(book: StatusBook): number {
    const { statements } = this;
    for (const key of book.changedStatuses) this.writeStatus(key, book.status(key));
    for (const key of book.forgotten.keys()) statements.removeTransitions.run(key);
    for (const [key, transition] of book.newTransitions()) {
      statements.addTransition.run(key, JSON.stringify(transition));
      statements.trimTransitions.run(key);
    }
    for (const epoch of book.changedSessions) {
      const session = book.session(epoch);
      if (session === undefined) statements.removeSession.run(epoch);
      else statements.putSession.run(epoch, JSON.stringify(session));
    }
    if (book.changedSessions.size > 0) statements.putEpoch.run(book.lastEpoch);
    for (const key of book.changedKinds) {
      const kind = book.kindAt(key);
      if (kind === undefined) statements.removeKind.run(key);
      else statements.putKind.run(key, JSON.stringify(kind));
    }
    for (const name of book.changedClusters) {
      const cluster = book.cluster(name);
      if (cluster === undefined) statements.removeCluster.run(name);
      else statements.putCluster.run(name, JSON.stringify(cluster));
    }
    const { changedStatuses, changedSessions, changedKinds, changedClusters } = book;
    return changedStatuses.size + changedSessions.size + changedKinds.size + changedClusters.size;
  }

  /** Notes the statuses that a commit brought into the database. */
  committed(book: StatusBook): void {
    for (const key of book.changedStatuses) {
      const status = book.status(key);
      if (status === undefined) this.written.delete(key);
      else this.written.set(key, status);
    }
  }

  private writeStatus(key: string, status: StoredStatus | undefined): void {
    const { statements } = this;
    if (status === undefined) {
      statements.removeStatus.run(key);
      return;
    }
    const { order, receivedAt, observedAt = null, deletedAt = null } = status;
    const [epoch, sequence] = [order?.epoch ?? null, order?.sequence ?? null];
    const before = this.written.get(key);
    if (before !== undefined && hasSameBody(before, status)) {
      statements.refreshStatus.run(epoch, sequence, receivedAt, observedAt, deletedAt, key);
    } else {
      const { cluster } = status;
      statements.putStatus.run(
        key,
        cluster,
        epoch,
        sequence,
        receivedAt,
        observedAt,
        deletedAt,
        bodyOf(status),
      );
    }
  }
}
