import type { Kysely } from 'kysely';

const columns: string[] = [...columns, 'id'];
export const rows = (db: Kysely<any>) => db.selectFrom('players').select(columns).execute();

export function walk(db: Kysely<any>, id: number): any {
  return db.selectFrom('divisions').select('parent_id').where('id', '=', id).executeTakeFirst().then((row: any) => walk(db, row.parent_id));
}

function even(qb: any, n: number): any {
  return n === 0 ? qb : odd(qb.where('even', '=', n), n - 1);
}
function odd(qb: any, n: number): any {
  return even(qb.where('odd', '=', n), n - 1);
}
export const parity = (db: Kysely<any>, n: number) => even(db.selectFrom('numbers').select('n'), n).execute();
