import type { Kysely } from 'kysely';

export const odd = (db: Kysely<any>) =>
  Promise.all([
    db.selectFrom('Players "2024"' as any).select(['first name as First', 'a"b', '$1', "it's"] as any).execute(),
    db.selectFrom('league.Mixed.Case' as any).select('id').execute(),
    db.selectFrom('select').select(['order', 'from.table as group']).execute(),
    db.insertInto('constructor').values({ constructor: 1, ['computed_' + 'key']: 2, 'quoted key': 3, 4: 4 }).execute(),
    db.insertInto('protos').values({ ['__proto__']: 1, toString: 2 }).execute(),
    db.selectFrom('joueurs_été').select('prénom').where('città', '=', 'Zürich').execute(),
    db.selectFrom('').select('').execute(),
  ]);
