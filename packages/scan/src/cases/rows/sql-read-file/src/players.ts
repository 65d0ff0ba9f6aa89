import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import guests from '../sql/guests.sql?raw';
import { pool } from './db.js';

const players = readFileSync(join(import.meta.dirname, '../sql/players.sql'), 'utf8');

async function show() {
  const { rows } = await pool.query(players);
  const roster = await readFile(new URL('../sql/roster.sql', import.meta.url), 'utf8');
  const some = await pool.query({ text: roster, values: [1] });
  const others = await pool.query(guests);
  return rows[0].full_name + some.rows[0].email + others.rows[0].custom_notes;
}

show();
