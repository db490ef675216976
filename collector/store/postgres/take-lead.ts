import type { ClientBase } from 'pg';
import type { LeadRequest } from '../status-store';

/** One statement, and the clock of the server: replicas need not agree about the time. Terms follow it, so that they also grow over the loss of the database. */
const LEAD = `INSERT INTO collector_terms AS held (role, term, holder, until)
  VALUES ($1, floor(extract(epoch FROM clock_timestamp()) * 1000), $2, clock_timestamp() + $3 * interval '1 millisecond')
  ON CONFLICT (role) DO UPDATE SET
    term = CASE WHEN held.holder = excluded.holder AND held.until > clock_timestamp() THEN held.term
      ELSE greatest(held.term + 1, excluded.term) END,
    holder = excluded.holder,
    until = excluded.until
  WHERE held.holder = excluded.holder OR held.until <= clock_timestamp()
  RETURNING term`;

/**
 * Takes or keeps the lead among the processes on a database.
 *
 * @returns the term; undefined where another one leads
 */
export async function takeLead(
  client: ClientBase,
  { role, holder, lease }: LeadRequest,
): Promise<number | undefined> {
  const { rows } = await client.query<{ term: string }>(LEAD, [role, holder, lease]);
  return rows[0] === undefined ? undefined : Number(rows[0].term);
}
