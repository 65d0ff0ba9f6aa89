import { Controller, Get } from '@nestjs/common';
import { PlayersService } from './players.service.js';

@Controller('players')
export class PlayersController {
  constructor(private readonly players: PlayersService) {}

  @Get()
  list() {
    return this.players.list();
  }

  @Get(':id')
  async name() {
    const [player] = await this.players.list();
    return { name: player.full_name };
  }
}
