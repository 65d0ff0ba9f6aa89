import * as pg from 'drizzle-orm/pg-core';

export const stats = pg.pgSchema('stats');
export const games = stats.table('games', { id: pg.serial('id'), score: pg.integer('final_score') });
export const best = stats.view('best_games', { id: pg.integer('id') }).existing();
