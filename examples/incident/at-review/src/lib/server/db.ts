import { env } from '$env/dynamic/private';
import pg from 'pg';

let pool: pg.Pool | undefined;

/** The connections to basketball-api's database, opened when first asked for: a build needs none. */
export function database(): pg.Pool {
  pool ??= openPool();
  return pool;
}

function openPool(): pg.Pool {
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set: give the address of the database of basketball-api');
  const opened = new pg.Pool({
    connectionString: env.DATABASE_URL,
    max: Number(env.DATABASE_POOL_MAX ?? 4),
    allowExitOnIdle: true,
  });
  // Without a listener, a server that closes an idle connection would end the process.
  opened.on('error', (problem) => console.error(`an idle database connection was lost: ${problem.message}`));
  return opened;
}

/** Runs work in one transaction on one connection: committed when it returns, rolled back when it throws. */
export async function inTransaction<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await database().connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (problem) {
    // A connection that cannot even roll back is thrown away instead of returned to the pool.
    await client.query('ROLLBACK').catch((failed: Error) => (broken = failed));
    throw problem;
  } finally {
    client.release(broken);
  }
}
