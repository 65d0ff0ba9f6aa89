import { CompiledQuery, type Kysely } from 'kysely';
export const set = (db: Kysely<unknown>) => db.executeQuery(CompiledQuery.raw('SET LOCAL app.tenant = 1'));
