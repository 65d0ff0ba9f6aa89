import { Client } from 'pg';
import QueryStream from 'pg-query-stream';
export async function all(client: Client) {
  const query = new QueryStream('SELECT * FROM games');
  return client.query(query);
}
