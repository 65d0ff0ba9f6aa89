import { Client } from 'pg';
export const odd = (client: Client, table: string, name: string) =>
  client.query(`SELECT id FROM ${client.escapeIdentifier('players')} WHERE name = ${client.escapeLiteral(name)}`);
