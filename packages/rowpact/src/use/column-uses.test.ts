import { describe, expect, it } from 'vitest';
import { access, players, recordOf, statement, teams } from '../testing/consumer-record.js';
import { columnUses } from './column-uses.js';

describe('columnUses', () => {
  it('points at the word where a statement names a column once, and at the whole statement otherwise', () => {
    const text = 'SELECT p.full_name\n  FROM players p\n  JOIN teams t ON t.id = p.id';
    const record = recordOf([
      statement(text, 10, {
        access: [access(players, { read: ['full_name', 'id'] }), access(teams, { read: ['id'] })],
      }),
    ]);
    expect(columnUses(record, 'web').map(({ column, location, endLine }) => ({ column, location, endLine }))).toEqual([
      { column: 'full_name', location: { file: 'web/src/page.ts', line: 10, column: 15 }, endLine: undefined },
      { column: 'id', location: { file: 'web/src/page.ts', line: 10, column: 5 }, endLine: 12 },
      { column: 'id', location: { file: 'web/src/page.ts', line: 10, column: 5 }, endLine: 12 },
    ]);
  });

  it('reads rows behind a wildcard only where the relation answers the column', () => {
    const read = { column: 'date_of_birth', location: { file: 'src/page.ts', line: 33, column: 27 } };
    const other = { column: 'name', location: { file: 'src/page.ts', line: 34, column: 1 } };
    const record = recordOf([
      statement('SELECT p.* FROM players p', 3, {
        access: [access(players, { wildcard: true, exposed: ['date_of_birth'] })],
        rows: { reads: [read, other], escapes: [] },
      }),
    ]);
    expect(columnUses(record, 'web').map(({ access: how, column, from }) => ({ how, column, from }))).toEqual([
      { how: 'wildcard', column: null, from: null },
      { how: 'row read', column: 'date_of_birth', from: { file: 'web/src/page.ts', line: 3, column: 5 } },
    ]);
  });

  it('counts what is known of a blind', () => {
    const place = { file: 'src/search.ts', line: 8, column: 3, within: 'search' };
    const known = { text: 'SELECT id FROM players', access: [access(players, { read: ['id'] })] };
    const blind = { place, caller: 'pg', reason: 'dynamic fragment', detail: '', text: null, known } as const;
    expect(columnUses(recordOf([], { blinds: [blind] }), '.')).toMatchObject([
      { column: 'id', access: 'read', location: { file: 'src/search.ts', line: 8, column: 3 } },
    ]);
  });
});
