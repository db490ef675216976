/** The schema of the SQLite store, step by step: `PRAGMA user_version` counts those that were taken. Steps are never changed, only added. */
export const SQLITE_MIGRATIONS: readonly string[] = [
  `CREATE TABLE statuses (
     key TEXT PRIMARY KEY,
     cluster TEXT NOT NULL,
     epoch INTEGER,
     sequence INTEGER,
     received_at INTEGER NOT NULL,
     observed_at TEXT,
     deleted_at INTEGER,
     body TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE transitions (
     id INTEGER PRIMARY KEY,
     key TEXT NOT NULL,
     body TEXT NOT NULL
   ) STRICT;
   CREATE INDEX transitions_of_claim ON transitions (key, id);
   CREATE TABLE sessions (epoch INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
   CREATE TABLE latest_epoch (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), epoch INTEGER NOT NULL) STRICT;
   INSERT INTO latest_epoch VALUES (1, 0);
   CREATE TABLE kinds (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
   CREATE TABLE clusters (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;`,
  'CREATE TABLE notes (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;',
  `CREATE TABLE terms (role TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT;`,
];
