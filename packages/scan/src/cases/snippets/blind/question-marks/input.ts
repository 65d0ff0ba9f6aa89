export const roster = (db: any, id: number) => db.query('SELECT id FROM players WHERE team_id = ? AND x IN (?)', [id, 1]);
