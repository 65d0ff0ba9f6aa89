export interface Player {
  id: number;
}

export interface Store {
  find(id: number): Promise<Player>;
}

export type Status = 'sent' | 'signed';
export type ById = Record<string, Player>;
export interface Empty {}
export type Partly = Partial<{ id: number; full_name: string | undefined }>;

await pool.query('SELECT * FROM players');
