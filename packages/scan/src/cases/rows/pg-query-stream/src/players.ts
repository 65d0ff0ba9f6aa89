import QueryStream from 'pg-query-stream';
import { client } from './db.js';

async function stream(): Promise<void> {
  const query = new QueryStream('SELECT * FROM players');
  for await (const row of client.query(query)) console.log(row.full_name);
  client.query(new QueryStream('SELECT * FROM players ORDER BY id')).on('data', (row) => console.log(row.email));
}

stream();
