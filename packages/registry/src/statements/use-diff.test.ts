import type { ConsumerUse, RecordedStatement } from '@rowpact/model';
import { describe, expect, test } from 'vitest';
import { access, place, statement, westside } from '../testing/uses.js';
import { sameUse, useDiff } from './use-diff.js';

/** Every place of a record somewhere else: other lines, other files, other functions. */
function moved(use: ConsumerUse): ConsumerUse {
  return JSON.parse(JSON.stringify(use), (key, value: unknown) => {
    if (key === 'line' || key === 'column') return typeof value === 'number' ? value + 100 : value;
    if (key === 'file' && value !== 'src/legacy/dump.js') return `packages/web/${String(value)}`;
    return key === 'within' ? 'elsewhere' : value;
  }) as ConsumerUse;
}

function changed(index: number, change: (one: RecordedStatement) => RecordedStatement): ConsumerUse {
  return { ...westside, statements: westside.statements.map((one, at) => (at === index ? change(one) : one)) };
}

const [page, outbox, refused] = westside.statements;
if (!page || !outbox || !refused) throw new Error('the fixture has three statements');

describe('the same use', () => {
  test.each<readonly [string, ConsumerUse]>([
    ['itself', westside],
    ['code that moved', moved(westside)],
    ['statements in another order', { ...westside, statements: [...westside.statements].reverse() }],
    ['a statement that was set otherwise', changed(0, (one) => ({ ...one, text: one.text.replaceAll('\n', ' ') }))],
    [
      'a column that is read in one more place',
      changed(0, (one) => ({
        ...one,
        rows: one.rows && { ...one.rows, reads: [...one.rows.reads, ...one.rows.reads.slice(0, 1)] },
      })),
    ],
    ['more files that were looked into', { ...westside, coverage: { ...westside.coverage, files: 99 } }],
  ])('is %s', (_, other) => {
    expect(sameUse(westside, other)).toBe(true);
    expect(useDiff(westside, other)).toEqual([]);
  });

  test.each<readonly [string, ConsumerUse, readonly string[]]>([
    [
      'a column of a row that is read no more',
      changed(0, (one) => ({ ...one, rows: one.rows && { ...one.rows, reads: one.rows.reads.slice(1) } })),
      ['removed use read players.date_of_birth', 'changed statement SELECT p.*, pa.email …'],
    ],
    [
      'a row that escapes',
      changed(0, (one) => ({
        ...one,
        rows: one.rows && {
          ...one.rows,
          escapes: [{ location: { file: 'a.ts', line: 1, column: 1 }, how: 'JSON response' }],
        },
      })),
      ['added use read players.jersey_size', 'changed statement SELECT p.*, pa.email …'],
    ],
    [
      'a statement more',
      { ...westside, statements: [...westside.statements, { ...outbox, place: place('src/other.ts', 1) }] },
      ['added statement INSERT INTO outbox (tenant_id, event_type, payload, status, created_at) VALUES ( …'],
    ],
    [
      'a statement less',
      { ...westside, statements: [page, refused] },
      [
        ...['created_at', 'event_type', 'payload', 'status', 'tenant_id'].map(
          (column) => `removed use write outbox.${column}`,
        ),
        'removed use use outbox',
        'removed statement INSERT INTO outbox (tenant_id, event_type, payload, status, created_at) VALUES ( …',
      ],
    ],
    [
      'a statement that PostgreSQL takes now',
      changed(2, (one) => ({ ...one, refused: null, access: [access('teams', { read: ['division', 'id'] })] })),
      [
        'added use read teams.division',
        'added use read teams.id',
        'added use use teams',
        'changed statement SELECT division FROM teams WHERE id = $1',
      ],
    ],
    [
      'another statement in the place of one',
      changed(2, () =>
        statement('DELETE FROM teams', place('src/a.ts', 1), { access: [access('teams', { deletes: true })] }),
      ),
      [
        'added use delete from teams',
        'added use use teams',
        'added statement DELETE FROM teams',
        'removed statement SELECT division FROM teams WHERE id = $1',
      ],
    ],
    [
      'a blind less',
      { ...westside, blinds: westside.blinds.slice(1) },
      ['removed blind dynamic fragment: table name comes from `table` (a parameter of `countRows`)'],
    ],
    [
      'a file that can be read now',
      { ...westside, unreadable: [] },
      ['removed unreadable file src/legacy/dump.js: a line of 10 MB'],
    ],
    [
      'a declaration less',
      { ...westside, tables: [] },
      ['removed use declare teams.id', 'removed use declare teams.name', 'removed declaration teams'],
    ],
  ])('is not %s', (_, other, expected) => {
    expect(sameUse(westside, other)).toBe(false);
    const lines = useDiff(westside, other).map(({ change, kind, what }) => `${change} ${kind} ${what}`);
    expect(lines).toEqual(expect.arrayContaining([...expected]));
    expect(useDiff(other, westside)).toHaveLength(lines.length);
  });

  test('is not that of another consumer', () => {
    expect(sameUse(westside, { ...westside, consumer: 'notifier' })).toBe(false);
  });
});

test('everything is new to a consumer that was never scanned', () => {
  const changes = useDiff(null, westside);
  expect(changes.every(({ change }) => change === 'added')).toBe(true);
  expect(changes.filter(({ kind }) => kind !== 'use').map(({ kind, location }) => [kind, location?.file])).toEqual([
    ['statement', 'src/routes/contract/[token]/+page.server.ts'],
    ['statement', 'src/routes/contract/[token]/sign/+server.ts'],
    ['statement', 'src/routes/contract/[token]/sign/+server.ts'],
    ['blind', 'src/lib/count.ts'],
    ['blind', 'src/lib/search.ts'],
    ['declaration', 'src/lib/schema.ts'],
    ['unreadable file', 'src/legacy/dump.js'],
  ]);
});
