import { Pool } from 'pg';
class Queries {
  static readonly ROSTER = 'SELECT id FROM players';
}
const pool = new Pool();
export const roster = () => pool.query(Queries.ROSTER);
