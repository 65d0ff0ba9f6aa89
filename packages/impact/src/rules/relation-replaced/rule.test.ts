import { expect, it } from 'vitest';
import { access, asked, change, judge, league, refused, relation, state, taken } from '../../testing/questions.js';

const replace = (before: 'table' | 'view', after: 'table' | 'view', statement?: string) =>
  change(
    { kind: 'relation-replaced', relation: league('teams'), before, after, renamedTo: league('teams_old') },
    statement,
  );
const reads = taken([access('teams', { read: ['title'] })]);
const statement = asked('SELECT title FROM teams', reads, reads);
const after = (definition: string) => state([relation('teams', [], { kind: 'view', definition })]);

it('tells readers of a table made anew that it is empty, unless it is filled', () => {
  expect(judge([replace('table', 'table')], statement)).toMatchObject([{ verdict: 'silent', level: 'warning' }]);
  expect(judge([replace('table', 'table', 'CREATE TABLE teams AS SELECT * FROM teams_old')], statement)).toEqual([]);
  const filled = change({ kind: 'data-written', relation: league('teams'), how: 'insert', columns: [] });
  expect(judge([replace('table', 'table'), filled], statement)).toEqual([]);
});

it('lets be who reads a view of the same rows', () => {
  expect(judge([replace('table', 'view')], statement, { after: after('SELECT id, title FROM teams_old;') })).toEqual(
    [],
  );
  const filtered = after('SELECT id, title FROM teams_old WHERE id > 1;');
  expect(judge([replace('table', 'view')], statement, { after: filtered })).toMatchObject([{ verdict: 'silent' }]);
});

it('breaks what only the old one had, and leaves it to whom knows what that was', () => {
  const grouped = asked(
    'SELECT title FROM teams GROUP BY id',
    reads,
    refused('42803', 'column "teams.title" must appear'),
  );
  expect(judge([replace('table', 'view')], grouped)).toMatchObject([{ verdict: 'breaks', rule: 'relation-replaced' }]);
});

it('knows that servers before 17 merge into no view', () => {
  const merge = taken([access('teams', { update: ['title'] })], { command: 'merge' });
  const text = 'MERGE INTO teams t USING x ON true WHEN MATCHED THEN UPDATE SET title = x.title';
  expect(judge([replace('table', 'view')], asked(text, merge, merge))).toMatchObject([{ verdict: 'may break' }]);
});
