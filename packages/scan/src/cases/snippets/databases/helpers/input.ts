import { type ConnectionPool, sql } from '@databases/pg';
export const odd = (db: ConnectionPool, name?: string) =>
  db.query(sql`SELECT ${sql.ident('p', 'id')} FROM players p WHERE ${sql.join([sql`active`, name ? sql`name = ${name}` : sql`true`], ' AND ')} ${sql.__dangerous__rawValue('LIMIT 1')}`);
