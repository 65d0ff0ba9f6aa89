import mysql from 'mysql2/promise';
const pool = mysql.createPool('mysql://localhost');
export const roster = () => pool.query('SELECT id FROM players WHERE team_id = ?', [1]);
export const games = async () => (await pool.getConnection()).query('SELECT id FROM games');
