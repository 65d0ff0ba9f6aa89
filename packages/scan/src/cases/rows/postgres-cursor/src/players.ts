import postgres from 'postgres';

const sql = postgres();

async function batches() {
  for await (const rows of sql`SELECT * FROM players`.cursor(10)) {
    for (const row of rows) console.log(row.full_name);
  }
  await sql`SELECT * FROM players ORDER BY id`.cursor(async ([row]) => console.log(row.email));
  await sql`SELECT * FROM players LIMIT 3`.forEach((row) => console.log(row.id));
}

batches();
