import { Injectable } from '@nestjs/common';
import { InjectKysely } from 'nestjs-kysely';
import { Kysely } from 'kysely';
import { NamesService } from './names.service.js';

@Injectable()
export class PlayersService {
  constructor(
    @InjectKysely() private readonly db: Kysely<any>,
    private readonly names: NamesService,
  ) {}

  async find(id: number) {
    const base = this.names.base().where('id', '=', id);
    return { player: await base.executeTakeFirst(), teams: await this.teams(id) };
  }

  private async teams(player: number) {
    return this.db.selectFrom('player_teams').select('team_id').where('player_id', '=', player).execute();
  }
}
