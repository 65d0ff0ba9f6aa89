import type { TypeId, TypeRef } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import {
  change,
  column,
  consumer,
  league,
  ofType,
  question,
  recorded,
  relation,
  state,
} from '../../testing/questions.js';
import { said, type Answers } from '../../testing/said.js';
import { inserting, refusedSince, unchanged, updating } from '../../testing/written-statements.js';
import { digitsOf, narrowing } from './narrowing.js';
import { columnNarrowed } from './rule.js';

const varchar = (length: number) => ofType('varchar', { typmod: length + 4, display: `character varying(${length})` });
const numeric = (precision: number, scale: number) => ofType('numeric', { typmod: ((precision << 16) | scale) + 4 });
const mood = ofType('mood', { id: 'public.mood' as TypeId, kind: 'enum' });
const empty = { before: state(), after: state() };

describe('narrowing', () => {
  it.each<readonly [string, TypeRef, TypeRef, string | null]>([
    ['varchar(50) to varchar(20)', varchar(50), varchar(20), 'refuses'],
    ['varchar(20) to varchar(50)', varchar(20), varchar(50), null],
    ['varchar(20) to text', varchar(20), ofType('text'), null],
    ['text to varchar(20)', ofType('text'), varchar(20), 'refuses'],
    ['int4 to int2', ofType('int4'), ofType('int2'), 'refuses'],
    ['int4 to int8', ofType('int4'), ofType('int8'), null],
    ['int4 to numeric', ofType('int4'), ofType('numeric'), null],
    ['int4 to numeric(5,0)', ofType('int4'), numeric(5, 0), 'refuses'],
    ['int4 to varchar(5)', ofType('int4'), varchar(5), 'refuses'],
    ['int4 to varchar(20)', ofType('int4'), varchar(20), null],
    ['numeric(10,2) to numeric(10,0)', numeric(10, 2), numeric(10, 0), 'rounds'],
    ['numeric(10,2) to numeric(6,2)', numeric(10, 2), numeric(6, 2), 'refuses'],
    ['numeric(6,2) to numeric(10,4)', numeric(6, 2), numeric(10, 4), null],
    ['numeric to float8', ofType('numeric'), ofType('float8'), 'rounds'],
    ['timestamp to date', ofType('timestamp'), ofType('date'), 'rounds'],
    ['date to timestamp', ofType('date'), ofType('timestamp'), null],
    ['timestamp to timestamptz', ofType('timestamp'), ofType('timestamptz'), null],
    ['json to jsonb', ofType('json'), ofType('jsonb'), null],
    ['text to an enum', ofType('text'), mood, 'refuses'],
    ['an enum to text', mood, ofType('text'), null],
    ['text to uuid', ofType('text'), ofType('uuid'), 'refuses'],
    ['text[] to jsonb', ofType('text', { dimensions: 1 }), ofType('jsonb'), 'refuses'],
    ['bool to int4', ofType('bool'), ofType('int4'), 'refuses'],
  ])('%s', (_, before, after, kind) => {
    expect(narrowing(before, after, empty)?.kind ?? null).toBe(kind);
  });

  it('looks through domains', () => {
    const id = 'public.nick' as TypeId;
    const base = {
      id,
      schema: 'public',
      name: 'nick',
      base: ofType('text'),
      notNull: false,
      default: null,
      comment: null,
    };
    const nick = ofType('nick', { id, kind: 'domain' });
    const free = state([], { snapshot: { domains: [{ ...base, checks: [] }] } });
    const held = state([], {
      snapshot: { domains: [{ ...base, checks: [{ name: 'short', definition: 'CHECK (true)' }] }] },
    });
    expect(narrowing(ofType('text'), nick, { before: free, after: free })).toBeNull();
    expect(narrowing(ofType('text'), nick, { before: held, after: held })?.kind).toBe('refuses');
    expect(narrowing(nick, ofType('text'), { before: held, after: held })).toBeNull();
  });

  it('reads the digits of a numeric, also of one that rounds before the point', () => {
    expect(digitsOf(numeric(10, 2))).toEqual({ before: 8, behind: 2 });
    expect(digitsOf(ofType('numeric', { typmod: ((3 << 16) | (-2 & 0x7ff)) + 4 }))).toEqual({ before: 5, behind: -2 });
    expect(digitsOf(ofType('numeric'))).toBeNull();
  });
});

describe('column-narrowed', () => {
  const answers: Answers = ({ name }) => ((name ?? '').length > 7 ? 'refused' : 'holds');

  function shorter(before: TypeRef, after: TypeRef) {
    return {
      made: change({
        kind: 'column-type-changed',
        relation: league('players'),
        column: 'name',
        before,
        after,
        collation: null,
      }),
      states: {
        before: state([relation('players', [column('id'), column('name', { type: before })])]),
        after: state([relation('players', [column('id'), column('name', { type: after })])]),
      },
    };
  }

  const { made, states } = shorter(varchar(50), varchar(5));

  it.each([
    ['fits', inserting('players', states.after, [{ name: "'ann'" }]), []],
    ['does not fit', inserting('players', states.after, [{ name: "'alexander'" }]), ['breaks column-narrowed']],
    ['comes later', updating('players', { name: '$1' }), ['may break column-narrowed']],
    ['is left out', inserting('players', states.after, [{ id: '1' }]), []],
  ])('judges a value that %s', (_, verdict, expected) => {
    expect(said([made], unchanged(verdict), states, answers)).toEqual(expected);
  });

  it('takes PostgreSQL’s word for what it refuses in the plan', () => {
    const long = inserting('players', states.before, [{ name: '…' }]);
    const { before, after } = refusedSince(long, '22001', 'value too long for type character varying(5)');
    const at = {
      statement: recorded('a statement'),
      before,
      after,
      consumer: consumer([]),
      question: question({ changes: [made], ...states }),
    };
    expect(columnNarrowed.judge?.(made, at)?.verdict).toBe('breaks');
  });

  it('warns of values that are rounded', () => {
    const price = shorter(numeric(10, 2), numeric(10, 0));
    const told = (value: string) =>
      said([price.made], unchanged(inserting('players', price.states.after, [{ name: value }])), price.states).filter(
        (line) => line.includes('column-narrowed'),
      );
    expect(told('1.75')).toEqual(['silent column-narrowed (warning)']);
    expect(told('2.00')).toEqual([]);
    expect(told('$1')).toEqual(['silent column-narrowed (warning)']);
  });
});
