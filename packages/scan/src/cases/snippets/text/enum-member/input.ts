import { Pool } from 'pg';
enum Sql {
  Roster = 'SELECT id FROM players',
  Teams = "SELECT id FROM teams",
}
const pool = new Pool();
export const teams = () => pool.query(Sql.Teams);
