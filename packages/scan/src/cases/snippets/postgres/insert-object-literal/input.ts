import postgres from 'postgres';
const sql = postgres();
export const add = (name: string) => sql`insert into players ${sql({ name, team_id: 1 })}`;
