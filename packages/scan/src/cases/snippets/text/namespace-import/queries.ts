export const roster = 'SELECT id FROM players';
