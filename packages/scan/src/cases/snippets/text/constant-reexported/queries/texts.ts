export const text = 'SELECT id FROM players';
