import type { ColumnWrite, TriggerDetail } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { access, asked, change, column, judge, league, relation, state, taken, told } from '../../testing/questions.js';
import { plpgsql, trigger } from '../../testing/schema-parts.js';

const added = change({
  kind: 'column-added',
  relation: league('players'),
  column: 'shirt',
  after: column('shirt', { nullable: false }),
  comparable: true,
});

const insert = 'INSERT INTO players (name) VALUES ($1)';

function written(...columns: readonly (readonly [string, ColumnWrite['values'][number]])[]) {
  return {
    ...taken([access('players', { insert: ['name'], omitted: ['shirt'] })], { command: 'insert' }),
    writes: columns.map(([name, value]) => ({
      relation: league('players'),
      column: name,
      by: 'insert' as const,
      values: [value],
    })),
  };
}

const leavesOut = written(['name', { kind: 'parameter', number: 1 }], ['shirt', { kind: 'default', omitted: true }]);

function under(shirt: Parameters<typeof column>[1], triggers: readonly TriggerDetail[] = [], body = '') {
  const players = relation('players', [column('name'), column('shirt', shirt)]);
  return {
    before: state([relation('players', [column('name')])]),
    after: state([players], { details: { triggers, routines: [plpgsql('public.fill()', body)] } }),
  };
}

describe('required-column-added', () => {
  it('breaks an INSERT that leaves the column out', () => {
    const [finding] = judge([added], asked(insert, leavesOut, leavesOut), under({ nullable: false }));
    expect(told(finding ? [finding] : [])).toEqual([
      'breaks required-column-added at consumers/westside-contracts/src/players.ts:12:32: westside-contracts inserts into players without shirt, which migration 019 adds as NOT NULL without a default',
    ]);
    expect(finding?.remedy.steps.map(({ sql }) => sql)).toContain(
      'ALTER TABLE players ADD COLUMN shirt integer NOT NULL DEFAULT 0;',
    );
  });

  it.each([
    ['it has a default', { nullable: false, default: '0' }],
    ['it is an identity', { nullable: false, identity: 'by default' as const }],
    ['it is computed', { nullable: false, generated: { kind: 'stored' as const, expression: '1' } }],
    ['it takes NULL', { nullable: true }],
  ])('says nothing where %s', (_, shirt) => {
    expect(judge([added], asked(insert, leavesOut, leavesOut), under(shirt))).toEqual([]);
  });

  it('says nothing of an INSERT that lists it, nor of an UPDATE', () => {
    const lists = written(['name', { kind: 'parameter', number: 1 }], ['shirt', { kind: 'constant', sql: '7' }]);
    expect(judge([added], asked(insert, lists, lists), under({ nullable: false }))).toEqual([]);
  });

  it('takes a trigger that fills it for a default, one that does under a condition for a perhaps', () => {
    const fills = (body: string) =>
      told(
        judge(
          [added],
          asked(insert, leavesOut, leavesOut),
          under({ nullable: false }, [trigger('fill', 'players', 'public.fill()')], body),
        ),
      ).map((line) => line.split(' at ')[0]);
    expect(fills('BEGIN IF NEW.shirt IS NULL THEN NEW.shirt := 0; END IF; RETURN NEW; END')).toEqual([]);
    expect(fills('BEGIN NEW.shirt := coalesce(NEW.shirt, 0); RETURN NEW; END')).toEqual([]);
    expect(fills("BEGIN IF NEW.name = 'ann' THEN NEW.shirt := 0; END IF; RETURN NEW; END")).toEqual([
      'may break required-column-added',
    ]);
    expect(fills('BEGIN RETURN NEW; END')).toEqual(['breaks required-column-added']);
  });
});
