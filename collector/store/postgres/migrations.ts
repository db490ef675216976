/**
 * The schema of the PostgreSQL store, step by step: `collector_schema.version` counts those that were taken. Steps are never changed, only added.
 *
 * Keys are compared by bytes, so that the claims of a cluster or a kind are one range. Bodies are text: `jsonb` refuses characters that JSON has.
 */
export const POSTGRES_MIGRATIONS: readonly string[] = [
  `CREATE TABLE collector_statuses (
     key text COLLATE "C" PRIMARY KEY,
     cluster text NOT NULL,
     epoch bigint,
     sequence bigint,
     received_at bigint NOT NULL,
     observed_at text,
     deleted_at bigint,
     body text NOT NULL
   ) WITH (fillfactor = 80);
   CREATE TABLE collector_transitions (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     key text COLLATE "C" NOT NULL,
     body text NOT NULL
   );
   CREATE INDEX collector_transitions_of_claim ON collector_transitions (key, id);
   CREATE TABLE collector_sessions (epoch bigint PRIMARY KEY, cluster text COLLATE "C" NOT NULL, body text NOT NULL);
   CREATE INDEX collector_sessions_of_cluster ON collector_sessions (cluster);
   CREATE TABLE collector_latest_epoch (only_row integer PRIMARY KEY CHECK (only_row = 1), epoch bigint NOT NULL);
   INSERT INTO collector_latest_epoch VALUES (1, 0);
   CREATE TABLE collector_kinds (key text COLLATE "C" PRIMARY KEY, body text NOT NULL);
   CREATE TABLE collector_clusters (
     name text COLLATE "C" PRIMARY KEY,
     claims bigint NOT NULL,
     body text NOT NULL
   ) WITH (fillfactor = 50);`,
  `CREATE TABLE collector_terms (
     role text COLLATE "C" PRIMARY KEY,
     term bigint NOT NULL,
     holder text NOT NULL,
     until timestamptz NOT NULL
   );`,
  'CREATE TABLE collector_notes (name text COLLATE "C" PRIMARY KEY, body text NOT NULL);',
];
