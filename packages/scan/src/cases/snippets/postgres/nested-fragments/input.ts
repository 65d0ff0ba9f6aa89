import postgres from 'postgres';
const sql = postgres();
export const search = (teamId?: number, name?: string) => sql`
  SELECT id FROM players
  WHERE active
  ${teamId ? sql`AND team_id = ${teamId}` : sql``}
  ${name ? sql`AND name = ${name}` : sql``}
`;
