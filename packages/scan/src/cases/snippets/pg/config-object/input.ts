import { Client } from 'pg';
export class Roster {
  constructor(private readonly client: Client) {}
  async load(id: number) {
    return this.client.query({ name: 'player', text: 'SELECT name FROM players WHERE id = $1', values: [id], rowMode: 'array' });
  }
}
