import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** The statements that the store writes with, prepared once. */
export interface Statements {
  readonly putStatus: StatementSync;
  readonly refreshStatus: StatementSync;
  readonly removeStatus: StatementSync;
  readonly addTransition: StatementSync;
  readonly trimTransitions: StatementSync;
  readonly removeTransitions: StatementSync;
  readonly history: StatementSync;
  readonly putSession: StatementSync;
  readonly removeSession: StatementSync;
  readonly putEpoch: StatementSync;
  readonly putKind: StatementSync;
  readonly removeKind: StatementSync;
  readonly putCluster: StatementSync;
  readonly removeCluster: StatementSync;
  readonly note: StatementSync;
  readonly keepNote: StatementSync;
  readonly putTerm: StatementSync;
}

/** @param mostTransitions - how many are kept of a claim */
export function prepareStatements(database: DatabaseSync, mostTransitions: number): Statements {
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  return {
    putStatus: prepare(
      `INSERT INTO statuses (key, cluster, epoch, sequence, received_at, observed_at, deleted_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET epoch = excluded.epoch, sequence = excluded.sequence, received_at = excluded.received_at,
         observed_at = excluded.observed_at, deleted_at = excluded.deleted_at, body = excluded.body`,
    ),
    refreshStatus: prepare(
      'UPDATE statuses SET epoch = ?, sequence = ?, received_at = ?, observed_at = ?, deleted_at = ? WHERE key = ?',
    ),
    removeStatus: prepare('DELETE FROM statuses WHERE key = ?'),
    addTransition: prepare('INSERT INTO transitions (key, body) VALUES (?, ?)'),
    trimTransitions: prepare(
      `DELETE FROM transitions WHERE key = ?1 AND id <=
         (SELECT id FROM transitions WHERE key = ?1 ORDER BY id DESC LIMIT 1 OFFSET ${mostTransitions})`,
    ),
    removeTransitions: prepare('DELETE FROM transitions WHERE key = ?'),
    history: prepare('SELECT body FROM transitions WHERE key = ? ORDER BY id'),
    putSession: prepare(
      'INSERT INTO sessions (epoch, body) VALUES (?, ?) ON CONFLICT (epoch) DO UPDATE SET body = excluded.body',
    ),
    removeSession: prepare('DELETE FROM sessions WHERE epoch = ?'),
    putEpoch: prepare('UPDATE latest_epoch SET epoch = ? WHERE only_row = 1'),
    putKind: prepare(
      'INSERT INTO kinds (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body',
    ),
    removeKind: prepare('DELETE FROM kinds WHERE key = ?'),
    putCluster: prepare(
      'INSERT INTO clusters (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body',
    ),
    removeCluster: prepare('DELETE FROM clusters WHERE name = ?'),
    note: prepare('SELECT body FROM notes WHERE name = ?'),
    keepNote: prepare(
      'INSERT INTO notes (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body',
    ),
    putTerm: prepare(
      'INSERT INTO terms (role, number) VALUES (?, ?) ON CONFLICT (role) DO UPDATE SET number = excluded.number',
    ),
  };
}
