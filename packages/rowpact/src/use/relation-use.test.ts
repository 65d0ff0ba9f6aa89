import { describe, expect, it } from 'vitest';
import { access, league, outbox, players, recordOf, statement } from '../testing/consumer-record.js';
import { relationUses } from './relation-use.js';

const wildcard = (escapes: readonly { readonly how: string }[]) =>
  statement('SELECT p.* FROM players p WHERE p.parent_id = $1', 3, {
    access: [
      access(players, {
        wildcard: true,
        read: ['parent_id'],
        exposed: ['id', 'full_name', 'date_of_birth', 'jersey_size', 'parent_id'],
      }),
    ],
    rows: {
      reads: [{ column: 'date_of_birth', location: { file: 'src/page.ts', line: 9, column: 1 } }],
      escapes: escapes.map((escape) => ({ ...escape, location: { file: 'src/page.ts', line: 10, column: 1 } })),
    },
  });

describe('relationUses', () => {
  it('counts what is named and what is read behind a wildcard, in the order of the table', () => {
    expect(relationUses(recordOf([wildcard([])]), league, [])).toEqual([
      { relation: players, wildcard: true, read: ['parent_id', 'date_of_birth'], write: [] },
    ]);
  });

  it('counts every column where the rows escape', () => {
    const [use] = relationUses(recordOf([wildcard([{ how: 'JSON response' }])]), league, []);
    expect(use?.read).toEqual(['id', 'parent_id', 'full_name', 'date_of_birth', 'jersey_size']);
  });

  it('leaves what is reached through a view to the view', () => {
    const view = statement('SELECT id FROM roster', 1, {
      access: [access(players, { through: [players], read: ['id'] })],
    });
    expect(relationUses(recordOf([view]), league, [])).toEqual([]);
  });

  it('takes inserts, updates and deletes for writes, a delete without columns', () => {
    const insert = statement('INSERT INTO outbox …', 1, {
      access: [access(outbox, { insert: ['payload', 'event_type'] })],
    });
    const remove = statement('DELETE FROM players', 2, { access: [access(players, { deletes: true })] });
    expect(relationUses(recordOf([insert, remove]), league, [])).toEqual([
      { relation: outbox, wildcard: false, read: [], write: ['event_type', 'payload'] },
      { relation: players, wildcard: false, read: [], write: [] },
    ]);
  });

  it('takes every declared column that exists for read and written, in the first schema that has the table', () => {
    const column = (name: string) => ({ name, location: { file: 'src/schema.ts', line: 2, column: 3 } });
    const place = { file: 'src/schema.ts', line: 1, column: 1, within: null };
    const declared = {
      place,
      caller: 'drizzle',
      schema: null,
      table: 'players',
      columns: [column('id'), column('gone')],
    } as const;
    expect(relationUses(recordOf([], { tables: [declared] }), league, ['app', 'public'])).toEqual([
      { relation: players, wildcard: false, read: ['id'], write: ['id'] },
    ]);
  });
});
