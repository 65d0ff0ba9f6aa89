import { expect, it } from 'vitest';
import { relationId, type RoutineVerdict, type TriggerDetail } from '@rowpact/model';
import {
  access,
  asked,
  change,
  column,
  judge,
  league,
  refusal,
  relation,
  state,
  taken,
} from '../../testing/questions.js';
import { routine } from '../../testing/routines.js';

const best = routine('public.best()', { body: 'SELECT id FROM players ORDER BY score' });
const drop = change({
  kind: 'column-dropped',
  relation: league('players'),
  column: 'score',
  before: column('score'),
  cascaded: false,
});
const looked = (parts: Partial<RoutineVerdict> = {}): RoutineVerdict => ({
  signature: best.signature,
  refusals: [],
  relations: [league('players')],
  columns: { [league('players')]: ['id', 'score'] },
  unseen: [],
  ...parts,
});
const missing = looked({ refusals: [refusal('42703', 'column "score" does not exist')] });
const before = state([], { details: { routines: [best] } });
const calls = asked(
  'SELECT best()',
  taken([], { functions: [best.signature] }),
  taken([], { functions: [best.signature] }),
);

it('breaks who calls it, and tells the producer too', () => {
  const findings = judge([drop], calls, { before, after: before, routines: { before: [looked()], after: [missing] } });
  expect(findings.map(({ verdict, sentence, subject }) => [verdict, sentence, subject])).toEqual([
    [
      'breaks',
      'basketball-api keeps best(), which fails after migration 019: column "score" does not exist',
      'players.score',
    ],
    [
      'breaks',
      'westside-contracts calls best(), which fails after migration 019: column "score" does not exist',
      'players.score',
    ],
  ]);
});

it('is nobody’s trouble where it failed before, or was written anew', () => {
  const both = { before: [missing], after: [missing] };
  expect(judge([drop], calls, { before, after: before, routines: both })).toEqual([]);
  const fine = { before: [looked()], after: [looked()] };
  expect(judge([drop], calls, { before, after: before, routines: fine })).toEqual([]);
});

it('reaches who writes to a table whose trigger runs it', () => {
  const trigger: TriggerDetail = {
    oid: 0,
    relation: league('games'),
    name: 'count',
    timing: 'after',
    events: ['insert'],
    level: 'row',
    enabled: true,
    columns: [],
    function: best.signature,
    definition: 'CREATE TRIGGER count AFTER INSERT ON games EXECUTE FUNCTION best()',
  };
  const schema = state([], { details: { routines: [best], triggers: [trigger] } });
  const insert = taken([access('games', { insert: ['home'], omitted: [] })], { command: 'insert' });
  const findings = judge([drop], asked('INSERT INTO games (home) VALUES (1)', insert, insert), {
    before: schema,
    after: schema,
    routines: { before: [looked()], after: [missing] },
  });
  expect(findings.at(-1)?.sentence).toContain('writes to a table whose trigger runs best()');
});

it('does not know where nobody could look, and the name stands in the body', () => {
  const dynamic = looked({ unseen: ['dynamic SQL'] });
  const routines = { before: [dynamic], after: [dynamic] };
  expect(judge([drop], calls, { before, after: before, routines })).toMatchObject([{ verdict: 'unknown' }]);
  const elsewhere = { ...drop, column: 'nick' };
  expect(judge([elsewhere], calls, { before, after: before, routines })).toEqual([]);
});

it('finds what is on the consumer’s own search path', () => {
  const away = change({ kind: 'relation-dropped', relation: league('players'), before: 'table', cascaded: false });
  const gone = looked({ refusals: [refusal('42P01', 'relation "players" does not exist')] });
  const after = state([relation('players', [], { id: relationId('game', 'players'), schema: 'game' })], {
    details: { routines: [best] },
  });
  const parts = { before, after, routines: { before: [looked()], after: [gone] } };
  const own = judge([away], calls, { ...parts, consumer: { searchPath: ['game'] } });
  expect(own.filter((finding) => finding.consumer !== null)).toEqual([]);
});
