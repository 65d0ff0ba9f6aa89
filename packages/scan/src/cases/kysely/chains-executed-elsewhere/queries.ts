import { db } from './db.js';

export const playersQuery = () => db.selectFrom('players').select(['id', 'name']);
export const teamsQuery = db.selectFrom('teams').selectAll();
export function insertOutbox() {
  return db.insertInto('outbox');
}
const steps = db.selectFrom('seasons').select('id');
export const latest = steps.orderBy('id', 'desc').limit(1);
