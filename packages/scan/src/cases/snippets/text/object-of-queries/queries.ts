export const QUERIES = {
  player: { byId: 'SELECT name FROM players WHERE id = $1', all: 'SELECT id FROM players' },
} as const;
