import { pool } from './db.js';

interface Player {
  id: number;
  team_id: number | null;
}

type ContractRow = Player & { parent_name: string; team_name: string | null };

const { rows } = await pool.query<ContractRow>('SELECT p.*, 1 AS parent_name FROM players p');
