import { Kysely, PostgresDialect } from 'kysely';

const db = new Kysely<any>({ dialect: new PostgresDialect({} as any) });

export const active = db.selectFrom('players').where('active', '=', true);
export const teams = db.selectFrom('teams');
export const seasons = (year: number) => db.selectFrom('seasons').where('year', '=', year);
export const currentSeason = () => seasons(2026).select('id').executeTakeFirst();
export const nothingAsked = () => db.selectFrom('outbox').execute();
