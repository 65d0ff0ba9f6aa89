export const ALL_PLAYERS = 'SELECT * FROM players';
export const SQL = {
  one: 'SELECT * FROM players WHERE id = $1',
  unused: 'SELECT * FROM teams',
} as const;
