import { BaseRepository } from './base.js';

export class TeamRepository extends BaseRepository {
  protected readonly key = 'team_id';
  protected override readonly table = 'teams';
}
