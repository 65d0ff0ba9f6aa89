import { database } from '$lib/server/database';
export const load = async ({ params }) => {
  const { rows } = await database().query('SELECT p.* FROM players p WHERE p.id = $1', [params.id]);
  return { player: rows[0] };
};
