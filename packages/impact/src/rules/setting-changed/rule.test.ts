import { describe, expect, it } from 'vitest';
import { asked, change, column, ofType, refused, relation, result, state, taken } from '../../testing/questions.js';
import { findings, said } from '../../testing/said.js';
import { role } from '../../testing/schema-parts.js';
import { deleting, inserting, reading, unchanged } from '../../testing/written-statements.js';

function set(setting: string, after: string | null, before: string | null = null, of: string | null = 'app') {
  return change({ kind: 'setting-changed', role: of, setting, before, after });
}

const asApp = { consumer: { role: 'app' } };

function answering(type: string) {
  return unchanged(taken([], { columns: [result('born', { type: ofType(type) })] }), 'SELECT born FROM players');
}

describe('setting-changed', () => {
  it('takes PostgreSQL’s word for names that are not found', () => {
    const text = 'SELECT id FROM players';
    const gone = asked(text, reading('players', 'id'), refused('42P01', 'relation "players" does not exist'));
    const told = findings([set('search_path', 'league', 'public')], gone, asApp).filter(
      ({ rule }) => rule === 'setting-changed',
    );
    expect(told.map(({ verdict }) => verdict)).toEqual(['breaks']);
    expect(told[0]?.remedy.steps[0]?.sql).toBe('ALTER ROLE app SET search_path = league, public;');
  });

  it.each([
    ['a write', unchanged(deleting('players')), true],
    ['a lock', unchanged(reading('players', 'id'), 'SELECT id FROM players FOR UPDATE'), true],
    ['nextval', unchanged(taken([]), "SELECT nextval('numbers')"), true],
    ['a read', unchanged(reading('players', 'id'), 'SELECT id FROM players'), false],
  ])('refuses %s in read-only transactions', (_, statement, breaks) => {
    expect(said([set('default_transaction_read_only', 'on')], statement, asApp)).toEqual(
      breaks ? ['breaks setting-changed'] : [],
    );
  });

  it.each([
    ['DateStyle', 'SQL, DMY', 'date', true],
    ['DateStyle', 'ISO, DMY', 'date', false],
    ['DateStyle', 'German', 'int4', false],
    ['IntervalStyle', 'iso_8601', 'interval', true],
    ['bytea_output', 'escape', 'bytea', false],
  ])('%s %s: a result of type %s', (setting, value, type, other) => {
    expect(said([set(setting, value)], answering(type), asApp)).toEqual(
      other ? ['silent setting-changed (warning)'] : [],
    );
  });

  it('knows which driver reads which bytea', () => {
    const told = said([set('bytea_output', 'escape')], answering('bytea'), {
      consumer: { role: 'app', driver: 'postgres' },
    });
    expect(told).toEqual(['silent setting-changed (warning)']);
  });

  it.each([
    ["SELECT 'a\\b'", true],
    ["SELECT E'a\\b'", false],
    ["SELECT 'a''b'", false],
  ])('minds backslashes: %s', (text, other) => {
    const told = said([set('standard_conforming_strings', 'off')], unchanged(taken([]), text), asApp);
    expect(told).toEqual(other ? ['silent setting-changed (warning)'] : []);
  });

  it('minds clocks: written out, and in defaults', () => {
    const schema = state([
      relation('players', [column('id'), column('made', { type: ofType('timestamp'), default: 'now()' })]),
    ]);
    const states = { before: schema, after: schema, ...asApp };
    const zone = [set('TimeZone', 'Asia/Tokyo')];
    expect(
      said(zone, unchanged(reading('players', 'id'), 'SELECT id FROM players WHERE made::date = current_date'), states),
    ).toEqual(['silent setting-changed (warning)']);
    expect(said(zone, unchanged(inserting('players', schema, [{ id: '1' }])), states)).toEqual([
      'silent setting-changed (warning)',
    ]);
    expect(said(zone, unchanged(inserting('players', schema, [{ id: '1', made: '$1' }])), states)).toEqual([]);
  });

  it.each([
    ['1ms', null, ['may break setting-changed']],
    ['30s', null, ['may break setting-changed (warning)']],
    ['30s', '1min', ['may break setting-changed (warning)']],
    ['1min', '30s', []],
    ['0', '30s', []],
    [null, '30s', []],
  ])('statement_timeout %s after %s', (after, before, expected) => {
    expect(said([set('statement_timeout', after, before)], unchanged(reading('players', 'id')), asApp)).toEqual(
      expected,
    );
  });

  it('of the database holds for a role without its own', () => {
    const statement = unchanged(deleting('players'));
    const made = set('default_transaction_read_only', 'on', null, null);
    expect(said([made], statement)).toEqual(['breaks setting-changed']);
    const own = state([], {
      details: { roles: [role('app', { settings: { default_transaction_read_only: 'off' } })] },
    });
    expect(said([made], statement, { after: own, ...asApp })).toEqual([]);
  });

  it('of another role is nothing, of a role that nobody named unknown', () => {
    const made = set('default_transaction_read_only', 'on');
    expect(said([made], unchanged(deleting('players')), { consumer: { role: 'coach' } })).toEqual([]);
    expect(said([made], unchanged(deleting('players')))).toEqual(['unknown setting-changed (warning)']);
    expect(said([set('work_mem', '1GB')], unchanged(deleting('players')))).toEqual([]);
  });
});
