import sql from './db';
interface Team { id: number }
export const teams = () => sql<Team[]>`
  SELECT id FROM teams
`;
