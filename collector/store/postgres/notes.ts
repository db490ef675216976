import type { ClientBase } from 'pg';

/** What a process kept under a name. */
export async function readNote(client: ClientBase, name: string): Promise<string | undefined> {
  const { rows } = await client.query<{ body: string }>('SELECT body FROM collector_notes WHERE name = $1', [
    name,
  ]);
  return rows[0]?.body;
}

/** Keeps a text under a name. */
export async function keepNote(client: ClientBase, name: string, text: string): Promise<void> {
  const statement =
    'INSERT INTO collector_notes (name, body) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET body = excluded.body';
  await client.query(statement, [name, text]);
}
