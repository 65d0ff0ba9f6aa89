import { Injectable } from '@nestjs/common';
import { InjectKysely } from 'nestjs-kysely';
import { Kysely } from 'kysely';

@Injectable()
export class PlayersService {
  constructor(@InjectKysely() private readonly db: Kysely<any>) {}
  all() {
    return this.db.selectFrom('playerTeams').select('playerId').execute();
  }
}
