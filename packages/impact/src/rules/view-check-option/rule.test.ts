import { describe, expect, it } from 'vitest';
import { access, change, column, league, relation, state, taken } from '../../testing/questions.js';
import { said } from '../../testing/said.js';
import { detail } from '../../testing/schema-parts.js';
import { reading, unchanged } from '../../testing/written-statements.js';

function scorers(condition: string, option: string | null) {
  const definition = ` SELECT id,\n    score\n   FROM players\n  WHERE (${condition});`;
  const options = option === null ? {} : { check_option: option };
  return state([relation('scorers', [column('id'), column('score'), column('name')], { kind: 'view', definition })], {
    details: { relations: [detail('scorers', { options })] },
  });
}

const free = scorers('score > 3', null);
const held = scorers('score > 3', 'local');
const option = change({
  kind: 'view-option-changed',
  relation: league('scorers'),
  option: 'check_option',
  before: null,
  after: 'local',
});

function writes(parts: Parameters<typeof access>[1]) {
  return unchanged(taken([access('scorers', parts)], { command: 'update' }));
}

describe('view-check-option', () => {
  it('may break who writes what the condition names', () => {
    expect(said([option], writes({ update: ['score'] }), { before: free, after: held })).toEqual([
      'may break view-check-option',
    ]);
    expect(said([option], writes({ insert: ['id'], omitted: ['score'] }), { before: free, after: held })).toEqual([
      'may break view-check-option',
    ]);
    expect(said([option], writes({ update: ['name'] }), { before: free, after: held })).toEqual([]);
    expect(said([option], unchanged(reading('scorers', 'score')), { before: free, after: held })).toEqual([]);
  });

  it('minds another condition under an option that was there', () => {
    const before = scorers('score > 9', 'local');
    const definitions = [before, held].map(({ snapshot }) => snapshot.relations[0]?.definition ?? '');
    const made = change({
      kind: 'view-definition-changed',
      relation: league('scorers'),
      before: definitions[0] ?? '',
      after: definitions[1] ?? '',
    });
    expect(said([made], writes({ update: ['score'] }), { before, after: held })).toContain(
      'may break view-check-option',
    );
    expect(said([made], writes({ update: ['score'] }), { before: free, after: held })).not.toContain(
      'may break view-check-option',
    );
  });

  it('says nothing where the option goes', () => {
    const gone = { ...option, before: 'local', after: null };
    expect(said([gone], writes({ update: ['score'] }), { before: held, after: free })).toEqual([]);
  });
});
