import { quoteIdentifier, type DriverName } from '@rowpact/model';
import pg from 'pg';
import postgres from 'postgres';

/** A real driver, connected. */
export interface Driver {
  /** The first row of a query. */
  readonly row: (query: string) => Promise<Readonly<Record<string, unknown>>>;
  /** Stores one value in one column of `every_type`, in a row of its own; rejects where the driver or the server refuses it. */
  readonly write: (column: string, value: unknown) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Connects a driver by its name. */
export const connect: Readonly<Record<DriverName, (url: string) => Promise<Driver>>> = {
  pg: async (url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return {
      row: async (query) => (await client.query<Record<string, unknown>>(query)).rows[0] ?? {},
      write: async (column, value) => {
        await client.query(`INSERT INTO every_type (${quoteIdentifier(column)}) VALUES ($1)`, [value]);
      },
      end: () => client.end(),
    };
  },
  postgres: async (url) => {
    const sql = postgres(url, { max: 1, ssl: false, onnotice: () => undefined });
    await sql`SELECT 1`;
    return {
      row: async (query) => (await sql.unsafe<Record<string, unknown>[]>(query))[0] ?? {},
      write: async (column, value) => {
        // The types of `sql()` know fewer values than the driver sends.
        await sql`INSERT INTO every_type ${sql({ [column]: value } as Record<string, string>)}`;
      },
      end: () => sql.end(),
    };
  },
};
