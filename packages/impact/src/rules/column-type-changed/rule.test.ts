import { describe, expect, it } from 'vitest';
import type { TypeRef } from '@rowpact/model';
import { access, asked, change, judge, league, ofType, refused, result, taken } from '../../testing/questions.js';

const retype = (before: TypeRef, after: TypeRef, statement = '') =>
  change(
    { kind: 'column-type-changed', relation: league('players'), column: 'score', before, after, collation: null },
    statement,
  );
const reads = (type: TypeRef) =>
  taken([access('players', { read: ['score'] })], { columns: [result('score', { of: 'players.score', type })] });
const told = (before: TypeRef, after: TypeRef, statement = '', driver: 'pg' | 'postgres' = 'pg') =>
  judge([retype(before, after, statement)], asked('SELECT score FROM players', reads(before), reads(after)), {
    consumer: { driver },
  }).map(({ verdict, level }) => `${verdict} ${level}`);

describe('what a reader gets', () => {
  it.each([
    ['int4', 'int8', 'silent error'],
    ['numeric', 'float8', 'silent error'],
    ['timestamp', 'timestamptz', 'silent error'],
    ['json', 'jsonb', 'silent warning'],
    ['varchar', 'text', 'silent note'],
    ['varchar', 'bpchar', 'silent error'],
    ['int4', 'int2', 'silent note'],
  ])('%s to %s is %s', (before, after, verdict) => {
    expect(told(ofType(before), ofType(after))).toEqual([verdict]);
  });

  it('is nothing new where a varchar gets longer, and less where numbers are rounded', () => {
    const varchar = (typmod: number) => ofType('varchar', { display: `character varying(${typmod - 4})`, typmod });
    expect(told(varchar(54), varchar(204))).toEqual([]);
    const numeric = (scale: number) =>
      ofType('numeric', { display: `numeric(10,${scale})`, typmod: ((10 << 16) | scale) + 4 });
    expect(told(numeric(2), numeric(0))).toEqual(['silent error']);
  });

  it('is more than a name where the migration computes other values', () => {
    const alter = 'ALTER TABLE players ALTER score TYPE uuid USING gen_random_uuid()';
    expect(told(ofType('text'), ofType('uuid'), alter)).toEqual(['silent error']);
    expect(told(ofType('text'), ofType('uuid'), 'ALTER TABLE players ALTER score TYPE uuid USING score::uuid')).toEqual(
      ['silent note'],
    );
  });

  it('depends on the driver', () => {
    const interval = ofType('interval');
    expect(told(ofType('text'), interval)).toEqual(['silent error']);
    const arrays = [ofType('mood', { kind: 'enum', dimensions: 1 }), ofType('text', { dimensions: 1 })] as const;
    expect(judgeText(...arrays, 'pg')).toContain('array of string where it was string');
    expect(judgeText(...arrays, 'postgres')).not.toContain('where it was string');
  });
});

function judgeText(before: TypeRef, after: TypeRef, driver: 'pg' | 'postgres'): string {
  const statement = asked('SELECT score FROM players', reads(before), reads(after));
  return judge([retype(before, after)], statement, { consumer: { driver } })[0]?.sentence ?? '';
}

it('sees it in what is computed', () => {
  const sum = (type: string) =>
    taken([access('players', { read: ['score'] })], { columns: [result('best', { type: ofType(type) })] });
  const statement = asked('SELECT max(score) AS best FROM players', sum('int4'), sum('int8'));
  expect(judge([retype(ofType('int4'), ofType('int8'))], statement)).toMatchObject([
    { sentence: expect.stringContaining('reads best, computed from players.score') as string },
  ]);
});

it('breaks where no operator fits, with the words of PostgreSQL', () => {
  const statement = asked(
    'SELECT id FROM players WHERE score + 1 > 0',
    taken([access('players', { read: ['id', 'score'] })]),
    refused('42883', 'operator does not exist: text + integer', 35),
  );
  expect(judge([retype(ofType('int4'), ofType('text'))], statement)).toMatchObject([
    { verdict: 'breaks', excerpt: { start: 29, length: 5 }, refusal: { sqlstate: '42883' } },
  ]);
});
