import { PlayerService } from './player-service.js';

export class PlayerController {
  constructor(private readonly players: PlayerService) {}

  async page(id: number) {
    const player = await this.players.profile(id);
    return `<h1>${player.full_name}</h1>`;
  }
}
