export const TEAMS = 'SELECT id FROM teams';
