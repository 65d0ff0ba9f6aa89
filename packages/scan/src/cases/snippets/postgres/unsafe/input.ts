import postgres from 'postgres';
const sql = postgres();
export const odd = () => sql.unsafe('SELECT id FROM players WHERE id = $1', [1]);
