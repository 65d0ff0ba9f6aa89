import type { Kysely } from 'kysely';

export const createStore = (db: Kysely<any>) => ({
  find: (id: number) => db.selectFrom('players').select('id').where('id', '=', id).executeTakeFirst(),
  async remove(id: number) {
    await db.deleteFrom('players').where('id', '=', id).execute();
  },
  nested: { list: () => db.selectFrom('teams').select('id').execute() },
});

export default function plugin(app: any) {
  app.get('/players', async (request: any) => {
    const { db } = request.server;
    return db.selectFrom('seasons').select('id').execute();
  });
}
