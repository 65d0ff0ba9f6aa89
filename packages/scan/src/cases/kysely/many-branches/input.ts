import type { Kysely } from 'kysely';

export function find(db: Kysely<any>, f: Record<string, boolean>) {
  let query: any = db.selectFrom('players').select('id');
  if (f.a) query = query.orderBy('a'); else query = query.orderBy('b');
  if (f.c) query = query.orderBy('c'); else query = query.orderBy('d');
  if (f.e) query = query.orderBy('e'); else query = query.orderBy('f');
  if (f.g) query = query.orderBy('g'); else query = query.orderBy('h');
  if (f.i) query = query.orderBy('i'); else query = query.orderBy('j');
  return query.execute();
}

export function optional(db: Kysely<any>, f: Record<string, boolean>) {
  let query: any = db.selectFrom('players').select('id');
  if (f.a) query = query.innerJoin('a', 'a.id', 'players.a');
  if (f.b) query = query.innerJoin('b', 'b.id', 'players.b');
  if (f.c) query = query.innerJoin('c', 'c.id', 'players.c');
  if (f.d) query = query.innerJoin('d', 'd.id', 'players.d');
  if (f.e) query = query.innerJoin('e', 'e.id', 'players.e');
  return query.execute();
}
