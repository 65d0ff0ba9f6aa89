import { DataSource } from 'typeorm';
const source = new DataSource({ type: 'postgres' });
export const roster = (id: number) => source.query('SELECT id FROM players WHERE team_id = $1', [id]);
