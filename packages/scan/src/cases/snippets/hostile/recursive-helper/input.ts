import { Pool } from 'pg';
const pool = new Pool();
const nest = (depth: number): string => (depth === 0 ? 'players' : `(SELECT id FROM ${nest(depth - 1)}) AS x`);
export const shallow = () => pool.query(`SELECT id FROM ${nest(2)}`);
export const deep = () => pool.query(`SELECT id FROM ${nest(500)}`);
