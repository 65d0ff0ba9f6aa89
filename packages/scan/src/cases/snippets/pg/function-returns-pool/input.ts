import { Pool } from 'pg';
let shared: Pool | undefined;
function database(): Pool {
  shared ??= new Pool();
  return shared;
}
export async function teams() {
  return database().query('SELECT id, name FROM teams');
}
