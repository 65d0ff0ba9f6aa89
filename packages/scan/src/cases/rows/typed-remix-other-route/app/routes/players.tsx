import { useLoaderData } from '@remix-run/react';
import { pool } from '../db.js';

export async function loader() {
  const { rows } = await pool.query('SELECT * FROM players');
  return { players: rows };
}

export default function Players() {
  const { players } = useLoaderData<typeof loader>();
  return players.map((player) => <li key={player.id} />);
}
