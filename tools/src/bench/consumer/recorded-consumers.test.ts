import { expect, test } from 'vitest';
import { type ConsumerUse, fingerprintOf, type RecordedStatement, type RelationId } from '@rowpact/model';
import { parseStatements } from '@rowpact/registry/statements';
import { recordedConsumers, recordOf, withNewStatement } from './recorded-consumers.js';

const TEAMS = 'public.teams' as RelationId;

function statement(text: string): RecordedStatement {
  const place = { file: 'src/teams.ts', line: 3, column: 20 };
  const access = { relation: TEAMS, through: [], read: ['name'], exposed: [], needs: [], insert: [], update: [] };
  return {
    text,
    fingerprint: fingerprintOf(text),
    place: { ...place, within: null },
    caller: 'pg',
    origins: [{ at: 0, ...place }],
    access: [{ ...access, deletes: false, omitted: null, wildcard: false, wholeRow: false, arbiter: null }],
    refused: null,
    rows: null,
  };
}

const found: ConsumerUse = {
  consumer: 'box-office',
  producer: 'league',
  coverage: { files: 1, statements: 2, analysed: 2, refused: 0, foreign: 0, blind: 0, unreadable: 0 },
  statements: [
    statement('SELECT name FROM teams'),
    statement('WITH all_teams AS (SELECT name FROM teams) TABLE all_teams'),
  ],
  blinds: [],
  tables: [],
  unreadable: [],
};

test('statements are dealt out by turns, and no two consumers send the same', () => {
  const consumers = recordedConsumers(found, 3, 3);
  const fingerprints = consumers.flatMap(({ use }) => use.statements.map(({ fingerprint }) => fingerprint));
  expect(fingerprints).toHaveLength(9);
  expect(new Set(consumers.map(({ use }) => use.statements[0]?.fingerprint)).size).toBe(3);
  expect(consumers[0]?.use.statements.map(({ text }) => text).slice(0, 2)).toEqual([
    'WITH service_0001 AS (SELECT 1) SELECT name FROM teams',
    'WITH service_0001 AS (SELECT 1), all_teams AS (SELECT name FROM teams) TABLE all_teams',
  ]);
  expect(consumers[0]?.contract).toContain('public.teams:\n    read: [name]');
});

test('the record is one that the registry reads, and an edit gives it a statement that nobody sent', () => {
  const [consumer] = recordedConsumers(found, 1, 2);
  if (!consumer) throw new Error('no consumer');
  const source = { file: 'x.json', name: 'x.json', producerName: 'league', consumer: consumer.name };
  expect(parseStatements(recordOf(consumer), source).statements).toHaveLength(2);
  const edited = withNewStatement(consumer, TEAMS, 7);
  expect(edited.use.statements[0]?.text).toContain('edit_7');
  expect(edited.use.statements[1]).toEqual(consumer.use.statements[1]);
  expect(() => withNewStatement(consumer, 'public.games' as RelationId, 1)).toThrow('does not use public.games');
});
