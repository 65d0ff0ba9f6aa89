import { describe, expect, it } from 'vitest';
import { asked, change, column, league, refused, relation, state, taken } from '../../testing/questions.js';
import { said } from '../../testing/said.js';
import { sequence } from '../../testing/schema-parts.js';
import { inserting, unchanged } from '../../testing/written-statements.js';
import { drawsFrom } from './draws-from.js';

const numbers = sequence('players_id_seq', { relation: league('players'), column: 'id' });
const columns = [column('id', { nullable: false, default: "nextval('players_id_seq'::regclass)" }), column('name')];
const schema = state([relation('players', columns)], { details: { sequences: [numbers] } });
const states = { before: schema, after: schema };
const leavesOut = unchanged(
  inserting('players', schema, [{ name: "'ann'" }]),
  "INSERT INTO players (name) VALUES ('ann')",
);

function moved(parts: { readonly restarted?: boolean; readonly exhausted?: boolean }) {
  const { restarted = false, exhausted = false } = parts;
  return change({ kind: 'sequence-changed', before: numbers, after: numbers, restarted, exhausted });
}

describe('sequence-changed', () => {
  it('may break who relies on a sequence that starts again, and breaks who relies on one that has ended', () => {
    expect(said([moved({ restarted: true })], leavesOut, states)).toEqual(['may break sequence-changed']);
    expect(said([moved({ exhausted: true })], leavesOut, states)).toEqual(['breaks sequence-changed']);
    expect(said([moved({})], leavesOut, states)).toEqual([]);
    const lists = unchanged(inserting('players', schema, [{ id: '7' }]));
    expect(said([moved({ restarted: true })], lists, states)).toEqual([]);
  });

  it('knows who calls it by name', () => {
    const calls = unchanged(taken([]), "SELECT nextval('players_id_seq')");
    expect(said([moved({ exhausted: true })], calls, states)).toEqual(['breaks sequence-changed']);
  });

  it('breaks who calls it by a name that is gone', () => {
    const text = "SELECT nextval('players_id_seq')";
    const gone = refused('42P01', 'relation "players_id_seq" does not exist');
    const renamed = change({ kind: 'sequence-renamed', before: numbers, to: league('numbers') });
    expect(said([renamed], asked(text, taken([]), gone), states)).toEqual(['breaks sequence-changed']);
    expect(said([renamed], leavesOut, states)).toEqual([]);
  });
});

describe('drawsFrom', () => {
  it.each([
    ["nextval('players_id_seq')", true],
    ["NEXTVAL ( 'public.players_id_seq'::regclass )", true],
    [`setval('"players_id_seq"', 4)`, true],
    ["nextval('game.players_id_seq')", false],
    ["nextval('players_id_seq2')", false],
    ["'players_id_seq'", false],
  ])('%s: %s', (sql, expected) => {
    expect(drawsFrom(sql, league('players_id_seq'))).toBe(expected);
  });

  it('reads quoted names as SQL does', () => {
    expect(drawsFrom(`nextval('"Shirt ""No"""')`, league('Shirt "No"'))).toBe(true);
    expect(drawsFrom("nextval('Shirts')", league('shirts'))).toBe(true);
  });
});
