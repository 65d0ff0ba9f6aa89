import { readFileSync } from 'node:fs';
import type { Relation, Snapshot } from '@rowpact/model';
import { expect, test } from 'vitest';
import { differences } from './compare-restored.js';

const everything = JSON.parse(
  readFileSync(new URL('../catalog/cases/everything/snapshot.json', import.meta.url), 'utf8'),
) as Snapshot; // written by the introspection's test

function changed(id: string, change: (relation: Relation) => Partial<Relation>): Snapshot {
  const relations = everything.relations.map((each) => (each.id === id ? { ...each, ...change(each) } : each));
  return { ...everything, relations };
}

function told(restored: Snapshot): readonly string[] {
  return differences(everything, restored).map(({ text }) => text);
}

test('a snapshot does not differ from itself', () => {
  expect(told(everything)).toEqual([]);
});

test('texts that PostgreSQL prints anew are no difference', () => {
  expect(told(changed('league.rosters', () => ({ definition: 'SELECT 1' })))).toEqual([]);
});

test.each<[string, string, (relation: Relation) => Partial<Relation>]>([
  ['its columns', 'league.teams', ({ columns }) => ({ columns: [...columns].reverse() })],
  ['its primary key', 'league.teams', () => ({ primaryKey: null })],
  ['its unique constraints', 'league.teams', () => ({ uniques: [] })],
  ['its unique indexes', 'league.players', () => ({ uniqueIndexes: [] })],
  ['its foreign keys', 'league.players', () => ({ foreignKeys: [] })],
  ['its checks', 'league.players', () => ({ checks: [] })],
  ['its exclusions', '"front office".rooms', () => ({ exclusions: [] })],
  ['its parents', 'league.coaches', () => ({ inherits: [] })],
  ['its parents', 'league.games_2025', () => ({ partitionOf: null })],
  ['its kind', 'league.games', () => ({ kind: 'table' })],
  ['the nullability of name', 'league.teams', oneColumn('name', { nullable: true })],
  ['the default of city', 'league.teams', oneColumn('city', { default: null })],
  ['the identity of id', 'league.teams', oneColumn('id', { identity: null })],
  ['the writability of full_name', 'league.signed', oneColumn('full_name', { writable: true })],
  ['the generation of full_name', 'league.players', oneColumn('full_name', { generated: null })],
])('%s of %s', (what, id, change) => {
  expect(told(changed(id, change))).toEqual([`${id} is not as in the snapshot: ${what}`]);
});

test('what is not there is missing', () => {
  const without = { ...everything, relations: [], functions: [], enums: [], domains: [], ranges: [], composites: [] };
  const all = [everything.relations, everything.enums, everything.composites, everything.ranges, everything.domains];
  expect(told(without)).toHaveLength(all.flat().length + everything.functions.length);
  expect(told(without)).toContain('league.teams is missing');
});

function oneColumn(
  name: string,
  change: Partial<Relation['columns'][number]>,
): (relation: Relation) => Partial<Relation> {
  return ({ columns }) => ({ columns: columns.map((each) => (each.name === name ? { ...each, ...change } : each)) });
}
