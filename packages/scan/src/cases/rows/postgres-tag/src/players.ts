import postgres from 'postgres';

const sql = postgres();

async function show(id: number) {
  const [player] = await sql`SELECT * FROM players WHERE id = ${id}`;
  const players = await sql<{ email: string }[]>`SELECT * FROM players`;
  if (players.count === 0) return '';
  return player.full_name + players.map((each) => each.email).join();
}

show(1);
