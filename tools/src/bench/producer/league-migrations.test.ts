import { expect, test } from 'vitest';
import { columnDefinition } from './column-kinds.js';
import { breakingMigration, leagueProducer, nextMigration, tablesWithoutViews } from './league-migrations.js';
import { leagueTables } from './league-table.js';
import { FULL_SIZE, migrationCount, QUICK_SIZE } from './producer-size.js';

test('the full producer has 1,000 tables of 30 columns, 200 views, 50 enums, in 200 files', () => {
  const { migrations, relations } = leagueProducer(FULL_SIZE);
  const sql = migrations.map((migration) => migration.sql).join('\n');
  expect(migrations.length).toBe(200);
  expect(migrationCount(FULL_SIZE)).toBe(200);
  expect(new Set(relations).size).toBe(1200);
  expect(sql.match(/^CREATE TABLE /gm)?.length).toBe(1000);
  expect(sql.match(/^CREATE VIEW /gm)?.length).toBe(200);
  expect(sql.match(/^CREATE TYPE \S+ AS ENUM /gm)?.length).toBe(50);
  for (const table of leagueTables(FULL_SIZE)) {
    expect(new Set(table.columns.map((column) => column.name)).size, table.name).toBe(30);
  }
});

test('the same size gives the same text', () => {
  expect(leagueProducer(QUICK_SIZE)).toEqual(leagueProducer(QUICK_SIZE));
});

test('a bigger league leaves the tables of a smaller one as they are', () => {
  const small = leagueTables(QUICK_SIZE);
  const bigger = leagueTables({ ...QUICK_SIZE, tables: QUICK_SIZE.tables + 20 });
  expect(bigger.slice(0, small.length)).toEqual(small);
});

test('the shares of the column kinds add up to 100: no key falls through', () => {
  for (let at = 0; at < 2000; at++) expect(columnDefinition(`season_${at}`, 5)).not.toBe('');
});

test('each appended migration follows the one before and adds another column', () => {
  const [first, second] = [nextMigration(QUICK_SIZE, 13), nextMigration(QUICK_SIZE, 14)];
  expect([first.file, second.file]).toEqual(['0013_one_more.sql', '0014_one_more.sql']);
  expect(first.sql).toMatch(/^ALTER TABLE \S+ ADD COLUMN appended_13 text;\n$/);
});

test('a table that no view reads can lose a column, each time in another migration', () => {
  const tables = tablesWithoutViews(QUICK_SIZE);
  const views = leagueProducer(QUICK_SIZE).migrations.filter(({ file }) => file.endsWith('_views.sql'));
  const sql = views.map((view) => view.sql).join('\n');
  expect(tables.length).toBeGreaterThan(QUICK_SIZE.tables / 2);
  for (const table of tables) expect(sql).not.toMatch(new RegExp(`(FROM|JOIN) ${table} `, 'u'));
  const [first, second] = [breakingMigration('teams', 13, 1), breakingMigration('teams', 13, 2)];
  expect(first.file).toBe(second.file);
  expect(first.sql).not.toBe(second.sql);
});
