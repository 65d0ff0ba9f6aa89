import { PlayerRepository } from './player-repository.js';

export class PlayerService {
  private readonly repository: PlayerRepository;

  constructor(repository: PlayerRepository) {
    this.repository = repository;
  }

  async profile(id: number) {
    const player = await this.repository.find(id);
    if (player.team_id === null) throw new Error('no team');
    return player;
  }
}
