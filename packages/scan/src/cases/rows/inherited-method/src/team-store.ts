import { BaseStore } from './base-store.js';

export class TeamStore extends BaseStore {
  mates(team: number) {
    return this.all('SELECT * FROM players WHERE team_id = $1', [team]);
  }
}
