import { QueryTypes } from 'sequelize';
import { dataSource, sequelize } from './db.js';

async function show() {
  const players = await dataSource.query('SELECT * FROM players');
  const [rows] = await sequelize.query('SELECT * FROM players LIMIT 1');
  const typed = await sequelize.query('SELECT * FROM players LIMIT 2', { type: QueryTypes.SELECT });
  return players[0].full_name + rows[0].email + rows.map((row) => row.id) + typed[0].season_fee;
}

show();
