import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
@Injectable()
export class Roster {
  constructor(@InjectDataSource() private readonly source: DataSource) {}
  async load() {
    return this.source.query('SELECT id FROM players');
  }
}
