import type { DataSource, EntityManager, Repository } from 'typeorm';
export async function odd(source: DataSource, manager: EntityManager, players: Repository<unknown>) {
  await manager.query('SELECT 1 FROM players');
  await players.query('SELECT 2 FROM players');
  await players.manager.query('SELECT 3 FROM players');
  const runner = source.createQueryRunner();
  await runner.query('SELECT 4 FROM players');
  await source.transaction(async (m) => m.query('SELECT 5 FROM players'));
}
