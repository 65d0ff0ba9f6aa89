import { Pool } from 'pg';
const pool = new Pool();
function selectFrom(table: string, columns: string) {
  return `SELECT ${columns} FROM ${table}`;
}
export const roster = () => pool.query(selectFrom('players', 'id, name'));
export const teams = () => pool.query(selectFrom('teams', 'id'));
