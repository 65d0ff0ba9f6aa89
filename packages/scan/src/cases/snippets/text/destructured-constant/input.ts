import { Pool } from 'pg';
const pool = new Pool();
const { roster, teams: teamsText } = { roster: 'SELECT id FROM players', teams: 'SELECT id FROM teams' };
export const teams = () => pool.query(teamsText);
export const players = () => pool.query(roster);
