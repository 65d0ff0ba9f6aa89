import { Kysely, Transaction } from 'kysely';

export class Roster {
  constructor(private readonly db: Kysely<any>) {}

  async move(player: number, team: number) {
    await this.db.transaction().setIsolationLevel('serializable').execute(async (trx) => {
      await trx.deleteFrom('player_teams').where('player_id', '=', player).execute();
      await this.assign(trx, player, team);
    });
    const open = await this.db.startTransaction().execute();
    await open.insertInto('outbox').values({ event_type: 'moved', payload: { player } }).execute();
    await open.commit().execute();
  }

  private async assign(trx: Transaction<any>, player_id: number, team_id: number) {
    await trx.insertInto('player_teams').values({ player_id, team_id }).execute();
  }
}
