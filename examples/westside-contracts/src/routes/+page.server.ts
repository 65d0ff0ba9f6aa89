import { database } from '$lib/server/db';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
  const { rows } = await database().query(
    `SELECT p.full_name, p.contract_token, p.contract_status
       FROM players p
      WHERE p.contract_token IS NOT NULL
      ORDER BY p.full_name`,
  );
  return { contracts: rows };
};
