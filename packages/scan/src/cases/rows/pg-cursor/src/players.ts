import Cursor from 'pg-cursor';
import { client } from './db.js';

async function batches(): Promise<void> {
  const cursor = client.query(new Cursor('SELECT * FROM players'));
  for (let rows = await cursor.read(100); rows.length > 0; rows = await cursor.read(100)) {
    for (const row of rows) console.log(row.full_name);
  }
  cursor.read(10, (error, some) => console.log(some[0].email));
  await cursor.close();
}

batches();
