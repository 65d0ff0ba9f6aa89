interface Client {
  query: (config: any) => Promise<any>;
}

export const findPlayerQuery = `-- name: FindPlayer :one
SELECT id, full_name, email FROM players WHERE id = $1`;

export async function findPlayer(client: Client, args: { id: number }) {
  const result = await client.query({ text: findPlayerQuery, values: [args.id], rowMode: 'array' });
  if (result.rows.length !== 1) return null;
  const row = result.rows[0];
  return { id: row[0], full_name: row[1], email: row[2] };
}

export const listPlayersQuery = `-- name: ListPlayers :many
SELECT id, full_name, email FROM players`;

export async function listPlayers(client: Client) {
  const result = await client.query({ text: listPlayersQuery, values: [], rowMode: 'array' });
  return result.rows.map((row: any) => ({ id: row[0], fullName: row[1], email: row[2] }));
}
