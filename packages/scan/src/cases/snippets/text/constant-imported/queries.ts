export const ROSTER = `SELECT id
  FROM players`;
