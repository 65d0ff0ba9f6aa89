import { database } from '$lib/server/db';
import type { Player } from '$lib/types';
import type { PageServerLoad } from './$types';

type ListedContract = Pick<Player, 'full_name' | 'contract_token' | 'contract_status'>;

export const load: PageServerLoad = async () => {
  const { rows } = await database().query<ListedContract>(
    `SELECT p.full_name, p.contract_token, p.contract_status
       FROM players p
      WHERE p.contract_token IS NOT NULL
      ORDER BY p.full_name`,
  );
  return { contracts: rows };
};
