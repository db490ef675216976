import { createHash } from 'node:crypto';

/** The first of our numbers among the advisory locks of a database, which others may use too: `claims` as bytes. */
const FIRST_LOCK = 0x636c_6169_6d73;

/** Taken by who changes the schema. */
export const MIGRATION_LOCK = FIRST_LOCK;

/** Clusters share this many locks: a server has room for some thousands of all its transactions. */
const CLUSTER_LOCKS = 1024;

/** The locks of clusters, in the order that everybody takes them in: nobody waits for who waits for them. */
export function clusterLocks(clusters: Iterable<string>): readonly number[] {
  return [...new Set([...clusters].map(lockOf))].sort((one, other) => one - other);
}

function lockOf(cluster: string): number {
  const hash = createHash('sha256').update(JSON.stringify(cluster)).digest();
  return FIRST_LOCK + 1 + (hash.readUInt32BE() % CLUSTER_LOCKS);
}
