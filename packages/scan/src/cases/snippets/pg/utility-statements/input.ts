import { Client } from 'pg';
export async function listen(client: Client) {
  await client.query('LISTEN roster_changed');
  await client.query("SET search_path TO league, public");
  await client.query('SAVEPOINT before_signing');
  await client.query('ROLLBACK TO SAVEPOINT before_signing');
  await client.query('EXPLAIN SELECT id FROM players');
}
