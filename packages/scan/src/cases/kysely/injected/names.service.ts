import { Injectable } from '@nestjs/common';
import { Kysely } from 'kysely';

@Injectable()
export class NamesService {
  constructor(private readonly db: Kysely<any>) {}
  base() {
    return this.db.selectFrom('players').select(['id', 'name']);
  }
}
