import { db } from './db.js';

interface Player {
  id: number;
}

const players: Player[] = await /* chain */ db.selectFrom('players').selectAll().execute();
const [first]: [Player] = await Promise.all([/* chain */ db.selectFrom('players').selectAll().executeTakeFirstOrThrow()]);
