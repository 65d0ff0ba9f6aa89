import { pool } from './db.js';
import { Card, List } from './cards.js';

export default async function Page() {
  const { rows } = await pool.query('SELECT * FROM players');
  return (
    <main>
      {rows.map((row) => (
        <Card key={row.id} player={row} />
      ))}
      <List {...{ players: rows }} />
    </main>
  );
}
