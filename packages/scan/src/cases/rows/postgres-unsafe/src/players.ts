import postgres from 'postgres';

const sql = postgres();

async function show() {
  const rows = await sql.unsafe('SELECT * FROM players');
  const result = await sql.begin(async (tx) => tx`SELECT * FROM players WHERE id = 1`);
  return rows[0].full_name + result[0].email;
}

show();
