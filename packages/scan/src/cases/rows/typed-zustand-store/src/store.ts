import { create } from 'zustand';
import { pool } from './db.js';

interface League {
  player: any;
  load: () => Promise<void>;
}

export const useLeague = create<League>((set) => ({
  player: null,
  load: async () => {
    const { rows } = await pool.query('SELECT * FROM players');
    set({ player: rows[0] });
  },
}));
