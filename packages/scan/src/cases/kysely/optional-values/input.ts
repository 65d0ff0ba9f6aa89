import type { Kysely } from 'kysely';

export async function add(db: Kysely<any>, name: string, team?: number) {
  const row: Record<string, unknown> = { name };
  if (team) row.team_id = team;
  row['created_by'] = 'import';
  await db.insertInto('players').values(row).execute();
  const rows = [];
  for (const part of name.split(' ')) rows.push({ part, name });
  await db.insertInto('parts').values(rows).execute();
  await db.insertInto('players').values(team ? { name, team_id: team } : { name }).execute();
  const { id, ...others } = { id: 1, name, nick: name };
  await db.insertInto('nicks').values(others).execute();
}

export async function merge(db: Kysely<any>, input: any, key: string) {
  const row = { name: 'Ann' };
  Object.assign(row, { team_id: 1 });
  await db.insertInto('players').values(row).execute();
  const open: any = { name: 'Bo' };
  Object.assign(open, input);
  await db.insertInto('players').values(open).execute();
  const keyed: any = { name: 'Cy' };
  keyed[key] = 1;
  await db.updateTable('players').set(keyed).execute();
}
