import { DataSource } from 'typeorm';
const source = new DataSource({ type: 'mysql' });
export const roster = () => source.query('SELECT id FROM players WHERE team_id = ?', [1]);
