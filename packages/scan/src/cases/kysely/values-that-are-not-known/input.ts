import type { Insertable, Kysely, Updateable } from 'kysely';
import type { Database, NewTeam } from './types.js';

export class Store {
  constructor(private readonly db: Kysely<Database>) {}

  add(player: Insertable<Database['players']>) {
    return this.db.insertInto('players').values(player).returning('id').executeTakeFirstOrThrow();
  }

  change(id: number, player: Updateable<Database['players']>) {
    return this.db.updateTable('players').set(player).where('id', '=', id).returning('name').execute();
  }

  addAll(rows: unknown[]) {
    return this.db.insertInto('players').values(rows as any).execute();
  }

  addTeam(team: NewTeam, extra: Record<string, unknown>) {
    return Promise.all([
      this.db.insertInto('teams').values(team).execute(),
      this.db.insertInto('teams').values({ ...extra, name: 'Owls' }).execute(),
      this.db.updateTable('teams').set({ ...extra, name: 'Owls' }).execute(),
      this.db.insertInto('teams').values(team).onConflict((oc) => oc.column('id').doUpdateSet(extra)).execute(),
      this.db.updateTable('teams as t').from('seasons as s').set(extra).whereRef('s.id', '=', 't.season_id').execute(),
    ]);
  }
}
