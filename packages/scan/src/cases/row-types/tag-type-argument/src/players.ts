import { sql } from './db.js';

type Player = { id: number; full_name: string };

const players = await sql<Player[]>`SELECT * FROM players`;
