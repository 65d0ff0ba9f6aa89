import { describe, expect, it } from 'vitest';
import type { ConstraintDetail } from '@rowpact/model';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { findings, said, type Answers } from '../../testing/said.js';
import { constraint } from '../../testing/schema-parts.js';
import { inserting, unchanged, updating } from '../../testing/written-statements.js';

const columns = [column('id'), column('score', { nullable: false, default: '0' }), column('name')];
const positive = constraint('positive', 'players', 'check', ['score'], {
  definition: 'CHECK ((score >= 0))',
  expression: '(score >= 0)',
});
const added = change({ kind: 'constraint-added', relation: league('players'), after: positive });

function states(old: readonly ConstraintDetail[] = []) {
  return {
    before: state([relation('players', columns)], { details: { constraints: old } }),
    after: state([relation('players', columns)], { details: { constraints: [positive] } }),
  };
}

const { after } = states();
/** As PostgreSQL would. */
const answers: Answers = ({ score }) => (Number(score) >= 0 ? 'holds' : 'fails');

describe('check-added', () => {
  it.each([
    ['a constant that passes', inserting('players', after, [{ score: '5' }]), []],
    ['a constant that fails', inserting('players', after, [{ score: '-5' }]), ['breaks check-added']],
    [
      'one row of two that fails',
      inserting('players', after, [{ score: '5' }, { score: '-5' }]),
      ['breaks check-added'],
    ],
    ['the default', inserting('players', after, [{ name: "'ann'" }]), []],
    ['a parameter', inserting('players', after, [{ score: '$1' }]), ['may break check-added']],
    ['an expression', updating('players', { score: '!' }), ['may break check-added']],
    ['another column', updating('players', { name: '$1' }), []],
  ])('judges %s', (_, verdict, expected) => {
    expect(said([added], unchanged(verdict), states(), answers)).toEqual(expected);
  });

  it('says may break where nobody evaluated the constants', () => {
    expect(said([added], unchanged(inserting('players', after, [{ score: '5' }])), states())).toEqual([
      'may break check-added',
    ]);
  });

  it('names what is refused, and the way there', () => {
    const [finding] = findings([added], unchanged(inserting('players', after, [{ score: '-5' }])), states(), answers);
    expect(finding?.sentence).toContain('score = -5');
    expect(finding?.remedy.steps.map(({ sql }) => sql)).toContain(
      'ALTER TABLE players ADD CONSTRAINT positive CHECK ((score >= 0)) NOT VALID;',
    );
  });

  it('is nothing new under another name, behind other casts, or where it is not enforced', () => {
    const writes = unchanged(inserting('players', after, [{ score: '$1' }]));
    const same = { ...positive, name: 'old', expression: '(score >= (0)::numeric)' };
    expect(said([added], writes, states([same]), answers)).toEqual([]);
    const lax = change({
      kind: 'constraint-added',
      relation: league('players'),
      after: { ...positive, enforced: false },
    });
    expect(said([lax], writes, states(), answers)).toEqual([]);
  });

  it('takes what EXCLUDED hands to the UPDATE of an upsert for what the INSERT writes', () => {
    const text = 'INSERT INTO players (score) VALUES (5) ON CONFLICT (id) DO UPDATE SET score = EXCLUDED.score';
    const insert = inserting('players', after, [{ score: '5' }]);
    const update = updating('players', { score: '…' });
    const upsert = { ...insert, writes: [...insert.writes, ...update.writes] };
    expect(said([added], unchanged(upsert, text), states(), answers)).toEqual([]);
    expect(
      said([added], unchanged(upsert, text.replace('EXCLUDED.score', 'EXCLUDED.score - 9')), states(), answers),
    ).toEqual(['may break check-added']);
  });
});
