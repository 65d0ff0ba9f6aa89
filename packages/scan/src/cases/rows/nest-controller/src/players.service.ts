import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

@Injectable()
export class PlayersService {
  constructor(private readonly source: DataSource) {}

  list() {
    return this.source.query('SELECT * FROM players');
  }
}
