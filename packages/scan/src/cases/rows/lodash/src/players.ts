import { groupBy, keyBy, omit, pick, sortBy } from 'lodash-es';
import { pool } from './db.js';

async function show(response: any) {
  const { rows } = await pool.query('SELECT * FROM players');
  const byId = keyBy(rows, 'id');
  const byTeam = groupBy(rows, (row) => row.team_id);
  const sorted = sortBy(rows, ['full_name']);
  response.json(pick(rows[0], ['email', 'season_fee']));
  const some = omit(rows[0], 'custom_notes');
  return byId[1].date_of_birth + byTeam[2][0].email + sorted[0].email + some.custom_notes;
}

show(null);
