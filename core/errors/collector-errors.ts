import type { ErrorEntry } from './error-entry';

/** What can go wrong where statuses are collected. */
export const COLLECTOR_ERRORS = {
  'store-full': {
    kind: 'unavailable',
    title: 'the store of the collector is full',
    cause: 'The disk of the store has no room left. Nothing of the request was kept.',
    hint: 'Make room on the disk of COLLECTOR_STATE_DIR, or enlarge the volume. The collector goes on by itself.',
    example: 'the store is full: database or disk is full',
  },
  'store-unavailable': {
    kind: 'unavailable',
    title: 'the store of the collector does not answer',
    cause:
      'The database cannot be reached, or it is not known whether a request was kept. Sending it again changes nothing twice.',
    hint: 'Look at the database that COLLECTOR_DATABASE_URL or COLLECTOR_STATE_DIR names, and send the request again.',
    example: 'the store does not answer: connection terminated unexpectedly',
  },
  'store-in-use': {
    kind: 'config',
    title: 'another process uses the store',
    cause: 'The SQLite store is for one collector: another one has the file open.',
    hint: 'Stop the other collector, set another COLLECTOR_STATE_DIR, or use PostgreSQL (COLLECTOR_DATABASE_URL) for several replicas.',
    example: 'collector-state/status.db is used by another process',
  },
  'store-unreadable': {
    kind: 'config',
    title: 'the store of the collector cannot be opened',
    cause: 'The folder cannot be written, the file is no database, or it was made by a newer version.',
    hint: 'Look at the rights of COLLECTOR_STATE_DIR. A database of a newer version needs that version; keep a copy before you remove the file.',
    example: 'collector-state/status.db cannot be opened: file is not a database',
  },
} as const satisfies Record<string, ErrorEntry>;
