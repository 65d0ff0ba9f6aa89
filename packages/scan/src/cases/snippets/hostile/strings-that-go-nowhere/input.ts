export const HELP = 'SELECT id FROM players';
const message = `DELETE FROM games is not allowed`;
export function explain() {
  throw new Error(message + 'UPDATE players SET name = 1');
}
