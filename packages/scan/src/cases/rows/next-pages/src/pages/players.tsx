import { pool } from '../db.js';

export async function getServerSideProps() {
  const { rows } = await pool.query('SELECT * FROM players');
  return { props: { players: rows } };
}

export default function Players({ players }: { players: any[] }) {
  return <ul>{players.map((player) => <li key={player.id}>{player.full_name}</li>)}</ul>;
}
