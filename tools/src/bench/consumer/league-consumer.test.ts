import { describe, expect, it } from 'vitest';
import { leagueTables } from '../producer/league-table.js';
import { QUICK_SIZE } from '../producer/producer-size.js';
import { QUICK_CONSUMER } from './consumer-size.js';
import { leagueConsumer } from './league-consumer.js';

describe('leagueConsumer', () => {
  it('has the files and statements that its size says, the same each time', () => {
    const tables = leagueTables(QUICK_SIZE);
    const consumer = leagueConsumer(QUICK_CONSUMER, tables);
    const modules = consumer.files.filter(({ path }) => path.includes('module-'));
    expect(modules).toHaveLength(QUICK_CONSUMER.files);
    expect(consumer.statements).toHaveLength(QUICK_CONSUMER.withSql * QUICK_CONSUMER.statementsPerFile);
    expect(modules.filter(({ text }) => text.includes('pool.query('))).toHaveLength(QUICK_CONSUMER.withSql);
    expect(leagueConsumer(QUICK_CONSUMER, tables)).toEqual(consumer);
  });
});
