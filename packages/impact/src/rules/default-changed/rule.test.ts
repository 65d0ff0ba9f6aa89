import { describe, expect, it } from 'vitest';
import { asked, change, column, league, relation, result, state } from '../../testing/questions.js';
import { findings, said } from '../../testing/said.js';
import { inserting, unchanged } from '../../testing/written-statements.js';

function players(parts: Parameters<typeof column>[1]) {
  return state([relation('players', [column('id'), column('score', parts)])]);
}

const before = players({ nullable: false, default: '0' });
const gone = players({ nullable: false });
const dropped = change({
  kind: 'column-default-changed',
  relation: league('players'),
  column: 'score',
  before: '0',
  after: null,
  nullable: false,
});

describe('default-changed', () => {
  it('breaks who leaves out a NOT NULL column without a default', () => {
    const omits = inserting('players', before, [{ id: '1' }]);
    expect(said([dropped], unchanged(omits), { before, after: gone })).toEqual(['breaks default-changed']);
    const writesDefault = inserting('players', before, [{ id: '1', score: 'DEFAULT' }]);
    expect(said([dropped], unchanged(writesDefault), { before, after: gone })).toEqual(['breaks default-changed']);
    const lists = inserting('players', before, [{ id: '1', score: '5' }]);
    expect(said([dropped], unchanged(lists), { before, after: gone })).toEqual([]);
  });

  it('tells of a column that lost identity and default once', () => {
    const identity = change({
      kind: 'column-identity-changed',
      relation: league('players'),
      column: 'score',
      before: 'by default',
      after: null,
      default: null,
    });
    const omits = inserting('players', before, [{ id: '1' }]);
    expect(said([dropped, identity], unchanged(omits), { before, after: gone })).toHaveLength(1);
  });

  it('is a note where rows are only other ones, a warning where the code gets them back', () => {
    const other = players({ default: '1' });
    const changed = change({
      kind: 'column-default-changed',
      relation: league('players'),
      column: 'score',
      before: '0',
      after: '1',
      nullable: true,
    });
    const omits = inserting('players', other, [{ id: '1' }]);
    expect(said([changed], unchanged(omits), { before: players({ default: '0' }), after: other })).toEqual([
      'silent default-changed (note)',
    ]);
    const analysis = { ...omits.analysis, columns: [result('score', { of: 'players.score' })] };
    const returns = { ...omits, analysis } as typeof omits; // the parts of one analysed statement
    expect(said([changed], asked('INSERT … RETURNING score', returns, returns), { before, after: other })).toEqual([
      'silent default-changed (warning)',
    ]);
  });

  it.each([
    ["nextval('players_id_seq'::regclass)", "nextval('player_numbers'::regclass)"],
    ['now()', 'CURRENT_TIMESTAMP'],
    [null, 'NULL::text'],
  ])('says nothing of %s that becomes %s', (was, is) => {
    const after = players({ default: is });
    const changed = { ...dropped, before: was, after: is, nullable: true };
    const omits = inserting('players', after, [{ id: '1' }]);
    expect(said([changed], unchanged(omits), { before: players({ default: was }), after })).toEqual([]);
  });

  it('keeps the old default in the remedy', () => {
    const [finding] = findings([dropped], unchanged(inserting('players', before, [{ id: '1' }])), {
      before,
      after: gone,
    });
    expect(finding?.remedy.steps[0]?.sql).toBe('ALTER TABLE players ALTER COLUMN score SET DEFAULT 0;');
  });
});
