import { describe, expect, it } from 'vitest';
import { change, column, league, question, relation, state } from '../../testing/questions.js';
import { said } from '../../testing/said.js';
import { constraint, detail } from '../../testing/schema-parts.js';
import { reading, refusedSince, unchanged } from '../../testing/written-statements.js';
import { primaryKeyChanged } from './rule.js';

const key = constraint('players_pkey', 'players', 'primary key', ['id']);
const columns = [column('id'), column('name')];
const before = state([relation('players', columns)], { details: { constraints: [key] } });
const after = state([relation('players', columns)]);
const dropped = change({ kind: 'constraint-dropped', relation: league('players'), before: key, cascaded: false });
const MESSAGE = 'column "p.name" must appear in the GROUP BY clause or be used in an aggregate function';

describe('primary-key-changed', () => {
  it('breaks who groups by it, once', () => {
    const groups = refusedSince(reading('players', 'id', 'name'), '42803', MESSAGE);
    const replaced = change({
      kind: 'relation-replaced',
      relation: league('players'),
      before: 'table',
      after: 'table',
      renamedTo: null,
    });
    expect(said([dropped, replaced], groups, { before, after })).toEqual(['breaks primary-key-changed']);
  });

  it('says nothing of who does not', () => {
    expect(said([dropped], unchanged(reading('players', 'id')), { before, after })).toEqual([]);
  });

  it('says that a published table can no longer be changed', () => {
    const published = state([relation('players', columns)], {
      details: {
        relations: [detail('players')],
        publications: [{ oid: 1, name: 'league', allTables: true, relations: [], events: ['insert', 'update'] }],
      },
    });
    const told = (one: typeof published) =>
      primaryKeyChanged.judgeProducer?.(dropped, question({ before, after: one })).map(({ verdict }) => verdict);
    expect(told(published)).toEqual(['breaks']);
    expect(told(after)).toEqual([]);
  });
});
