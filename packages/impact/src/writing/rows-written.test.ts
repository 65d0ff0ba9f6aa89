import { describe, expect, it } from 'vitest';
import { access, column, league, refused, relation, state, taken } from '../testing/questions.js';
import { inserting, updating } from '../testing/written-statements.js';
import { arriving, isConstantSql, rowsWritten } from './rows-written.js';

const schema = state([
  relation('players', [
    column('id', { nullable: false, identity: 'always' }),
    column('name'),
    column('mood', { default: "'ok'::mood" }),
    column('seen', { default: 'now()' }),
    column('uid', { default: 'gen_random_uuid()' }),
  ]),
]);
const players = league('players');

describe('rowsWritten', () => {
  it('tells the rows of VALUES apart', () => {
    const rows = rowsWritten(inserting('players', schema, [{ name: "'a'" }, { name: 'NULL' }]), players, '');
    expect(rows.map(({ values }) => values.get('name'))).toEqual([{ kind: 'constant', sql: "'a'" }, { kind: 'null' }]);
  });

  it('keeps writes of several parts of a statement apart', () => {
    const [one, two] = [updating('players', { name: "'a'" }), updating('players', { name: "'b'" })];
    const both = { ...one, writes: [...one.writes, ...two.writes] };
    expect(rowsWritten(both, players, '')).toHaveLength(2);
  });

  it('takes what nobody analysed for anything', () => {
    const copy = taken([access('players', { insert: ['name'], omitted: ['id'] })], { command: 'utility' });
    const [row] = rowsWritten(copy, players, 'COPY players (name) FROM STDIN');
    expect(row?.values.get('name')).toEqual({ kind: 'expression', nullable: true });
    expect(row?.values.get('id')).toEqual({ kind: 'default', omitted: true });
  });

  it('says nothing of a statement that is refused, or writes elsewhere', () => {
    expect(rowsWritten(refused('42703', 'no such column'), players, '')).toEqual([]);
    expect(rowsWritten(updating('teams', { name: '$1' }), players, '')).toEqual([]);
  });
});

describe('arriving', () => {
  const [row] = rowsWritten(inserting('players', schema, [{ name: '$1' }]), players, '');

  it.each([
    ['name', { kind: 'parameter' }],
    ['id', { kind: 'fresh' }],
    ['mood', { kind: 'constant', sql: "'ok'::mood", omitted: true }],
    ['seen', { kind: 'computed' }],
    ['uid', { kind: 'fresh' }],
  ])('%s', (name, expected) => {
    expect(row && arriving(row, players, name, schema)).toEqual(expected);
  });

  it('is nothing where an UPDATE leaves the column alone', () => {
    const [update] = rowsWritten(updating('players', { name: "'a'" }), players, '');
    expect(update && arriving(update, players, 'mood', schema)).toBeNull();
  });
});

describe('isConstantSql', () => {
  it.each([
    "'ok'::mood",
    '0',
    "'-1'::integer",
    "'x'::character varying(20)",
    "'{}'::text[]",
    'true',
    "ARRAY['a'::text]",
    'NULL::text',
    "'it''s (now())'::text",
    '(-5)::numeric(10,2)',
    `'a'::public."Shirt No"`,
  ])('%s is one', (sql) => expect(isConstantSql(sql)).toBe(true));
  it.each(['now()', 'CURRENT_DATE', "nextval('s'::regclass)", "lower('A'::text)", "('a'::text || name)"])(
    '%s is none',
    (sql) => expect(isConstantSql(sql)).toBe(false),
  );
});
