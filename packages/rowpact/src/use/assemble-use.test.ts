import { describe, expect, it } from 'vitest';
import { type RefusedStatement, relationId, type StatementAnalysis } from '@rowpact/model';
import type { RegisteredContract } from '@rowpact/registry';
import { access, contract, league, players, statement } from '../testing/consumer-record.js';
import { assembleUse } from './assemble-use.js';
import type { AnalysedConsumer } from './found-use.js';

const place = { file: 'registry/basketball-api/consumers/westside-contracts.yaml', line: 1, column: 1 };
const entry: RegisteredContract = {
  ...{ contract, file: place.file, path: place.file, text: '', locate: () => place, pathOf: () => null },
};

const NOTHING = { uses: [], notes: [], typed: [], elsewhere: new Set<never>() };

const analysed: StatementAnalysis = {
  ...{ kind: 'analysed', command: 'select', parameters: [], columns: [], functions: [], types: [] },
  relations: [access(players, { read: ['id'] })],
};

function refused(sqlstate: string, message: string): RefusedStatement {
  return { kind: 'refused', sqlstate, message, detail: null, hint: null, offset: 7, mentions: [] };
}

function consumer(analysis: StatementAnalysis, scan: Partial<typeof contract.scan> = {}): AnalysedConsumer {
  const { access: _access, refused: _refused, rows: _rows, ...found } = statement('SELECT nope FROM players', 3);
  const nothing = {
    unreadable: [],
    notes: [],
    blinds: [],
    texts: [],
    calls: [],
    queries: [],
    generated: [],
    tables: [],
  };
  return {
    scanned: {
      entry: { ...entry, contract: { ...contract, scan: { ...contract.scan, ...scan } } },
      folder: '/league/web',
      scan: { statements: [found], files: 1, ...nothing },
    },
    analyses: [analysis],
    attempts: [],
  };
}

describe('assembleUse', () => {
  it('records what PostgreSQL says, and points at the word that it refuses', () => {
    expect(assembleUse(consumer(analysed), NOTHING, league)).toMatchObject({
      use: { coverage: { analysed: 1, refused: 0 }, statements: [{ access: [{ relation: players }] }] },
      findings: [],
    });
    const { use, findings } = assembleUse(consumer(refused('42703', 'column "nope" does not exist')), NOTHING, league);
    expect(use.coverage).toMatchObject({ statements: 1, analysed: 0, refused: 1 });
    expect(findings).toMatchObject([
      { kind: 'statement-refused', location: { file: 'web/src/page.ts', line: 3, column: 13 } },
    ]);
  });

  it('takes what is too deep for the engine for a blind, not for an error of the consumer', () => {
    const { use, findings } = assembleUse(consumer(refused('54001', 'stack depth limit exceeded')), NOTHING, league);
    expect(use).toMatchObject({
      coverage: { refused: 0, blind: 1 },
      statements: [],
      blinds: [{ reason: 'too large' }],
    });
    expect(findings).toEqual([]);
  });

  it('takes what PostgreSQL lets the database run unseen for a blind too', () => {
    const { use } = assembleUse(consumer({ ...analysed, unseen: ['what the DO block does'] }), NOTHING, league);
    expect(use).toMatchObject({
      coverage: { analysed: 1, blind: 1 },
      blinds: [{ reason: 'code in the database', detail: 'what the DO block does' }],
    });
  });

  it.each([
    ['42P01', 'relation "audit.sessions" does not exist'],
    ['3F000', 'schema "audit" does not exist'],
  ])('counts %s as another database only where the contract says so', (sqlstate, message) => {
    const other = refused(sqlstate, message);
    expect(assembleUse(consumer(other), NOTHING, league).use.coverage).toMatchObject({ refused: 1, foreign: 0 });
    const told = assembleUse(consumer(other, { foreign: ['audit.*'] }), NOTHING, league);
    expect(told.use.coverage).toMatchObject({ refused: 0, foreign: 1 });
    expect(told.findings).toEqual([]);
  });

  it('counts what another producer of the consumer has as another database', () => {
    const other = refused('42P01', 'relation "tickets.seats" does not exist');
    const elsewhere = new Set([relationId('tickets', 'seats')]);
    const found = assembleUse(consumer(other), { ...NOTHING, elsewhere }, league);
    expect(found.use.coverage).toMatchObject({ refused: 0, foreign: 1 });
    expect(found.findings).toEqual([]);
  });
});
