import {
  fingerprintOf,
  relationId,
  type ConsumerUse,
  type Place,
  type RecordedStatement,
  type RelationAccess,
} from '@rowpact/model';

const PAGE = 'src/routes/contract/[token]/+page.server.ts';
const SIGN = 'src/routes/contract/[token]/sign/+server.ts';

export function place(file: string, line: number, column = 5, within: string | null = null): Place {
  return { file, line, column, within };
}

export function access(name: string, what: Partial<RelationAccess>): RelationAccess {
  return {
    relation: relationId('public', name),
    through: [],
    read: [],
    exposed: [],
    needs: [],
    insert: [],
    update: [],
    deletes: false,
    omitted: null,
    wildcard: false,
    wholeRow: false,
    arbiter: null,
    ...what,
  };
}

export function statement(text: string, at: Place, what: Partial<RecordedStatement>): RecordedStatement {
  const { file, line, column } = at;
  return {
    text,
    fingerprint: fingerprintOf(text),
    place: at,
    caller: 'pg',
    origins: [{ at: 0, file, line, column }],
    access: [],
    refused: null,
    rows: null,
    ...what,
  };
}

const PLAYERS = ['contract_token', 'custom_notes', 'date_of_birth', 'full_name', 'id', 'jersey_size', 'parent_id'];

/** What the contract pages of the league use: a wildcard whose rows are followed, an outbox, a refusal, a blind. */
export const westside: ConsumerUse = {
  consumer: 'westside-contracts',
  producer: 'basketball-api',
  coverage: { files: 41, statements: 3, analysed: 2, refused: 1, foreign: 0, blind: 1, unreadable: 1 },
  statements: [
    statement(
      'SELECT p.*, pa.email\n  FROM players p JOIN parents pa ON pa.id = p.parent_id\n WHERE p.contract_token = $1',
      place(PAGE, 18, 7, 'load'),
      {
        access: [
          access('parents', { read: ['email', 'id'] }),
          access('players', { read: ['contract_token', 'parent_id'], exposed: PLAYERS, wildcard: true }),
        ],
        rows: {
          reads: [
            { column: 'date_of_birth', location: { file: PAGE, line: 33, column: 24 } },
            { column: 'custom_notes', location: { file: PAGE, line: 41, column: 17 } },
            { column: 'full_name', location: { file: 'src/routes/+page.svelte', line: 3, column: 14 } },
          ],
          escapes: [],
        },
      },
    ),
    statement(
      'INSERT INTO outbox (tenant_id, event_type, payload, status, created_at) VALUES ($1, $2, $3, $4, now())',
      place(SIGN, 104, 5, 'POST'),
      {
        origins: [
          { at: 0, file: SIGN, line: 104, column: 5 },
          { at: 80, file: 'src/lib/events.ts', line: 2, column: 1, fixed: true },
        ],
        access: [
          access('outbox', {
            insert: ['created_at', 'event_type', 'payload', 'status', 'tenant_id'],
            omitted: [],
            arbiter: { constraint: null, columns: ['id'] },
          }),
        ],
      },
    ),
    statement('SELECT division FROM teams WHERE id = $1', place(SIGN, 120, 5, 'POST'), {
      caller: 'postgres',
      refused: {
        kind: 'refused',
        sqlstate: '42703',
        message: 'column "division" does not exist',
        detail: null,
        hint: null,
        offset: 7,
        mentions: [relationId('public', 'teams')],
      },
    }),
  ],
  blinds: [
    {
      place: place('src/lib/count.ts', 9, 3, 'countRows'),
      caller: 'pg',
      reason: 'dynamic fragment',
      detail: 'table name comes from `table` (a parameter of `countRows`)',
      text: 'SELECT count(*) FROM …',
      known: null,
    },
    {
      place: place('src/lib/search.ts', 4, 9),
      caller: 'knex',
      reason: 'built by code',
      detail: 'the WHERE is built in a loop',
      text: 'SELECT id FROM players WHERE …',
      known: { text: 'SELECT id FROM players', access: [access('players', { read: ['id'] })] },
    },
  ],
  tables: [
    {
      place: place('src/lib/schema.ts', 3, 14),
      caller: 'drizzle',
      schema: null,
      table: 'teams',
      columns: [
        { name: 'id', location: { file: 'src/lib/schema.ts', line: 4, column: 3 } },
        { name: 'name', location: { file: 'src/lib/columns.ts', line: 1, column: 20 } },
      ],
    },
  ],
  unreadable: [{ location: { file: 'src/legacy/dump.js' }, reason: 'a line of 10 MB' }],
};

/** A consumer with many statements over many tables, the same for the same number. */
export function bigUse(statements: number): ConsumerUse {
  const made = Array.from({ length: statements }, (_, index) => {
    const file = `src/server/season_${String(index % 400).padStart(3, '0')}.ts`;
    const line = 10 + Math.floor(index / 400) * 12;
    const table = `season_${index % 997}`;
    const columns = Array.from({ length: 12 }, (__, column) => `statistic_${column}_of_${index % 31}`);
    const text = `SELECT p.*, ${columns.join(', ')}\n  FROM ${table} p\n  JOIN players pl ON pl.id = p.player_id\n WHERE p.season = $1 AND pl.full_name = $2 AND ${index} = $3`;
    return statement(text, place(file, line, 9, `load${index}`), {
      origins: [0, 200, 202, 230, 232, 260].map((at) => ({ at, file, line, column: 9 + at })),
      access: [
        access(table, { read: ['player_id', 'season'], exposed: columns, wildcard: true }),
        access('players', { read: ['full_name', 'id'] }),
      ],
      rows: {
        reads: columns.map((column, at) => ({ column, location: { file, line: line + 3, column: 5 + at } })),
        escapes: [],
      },
    });
  });
  return {
    ...{ consumer: 'westside-contracts', producer: 'basketball-api', blinds: [], tables: [], unreadable: [] },
    coverage: { files: 400, statements, analysed: statements, refused: 0, foreign: 0, blind: 0, unreadable: 0 },
    statements: made,
  };
}
