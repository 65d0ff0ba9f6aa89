export const teams = (store: any) => store.db.many('SELECT id FROM teams') ?? store.many('not this one');
