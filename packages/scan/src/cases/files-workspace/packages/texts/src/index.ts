export const Texts = {
  teams: 'SELECT id, name FROM teams',
  players: 'SELECT id, full_name FROM players',
} as const;
