/** @param {import('pg').PoolClient} connection */
export async function teams(connection) {
  return connection.query('SELECT id FROM teams');
}
