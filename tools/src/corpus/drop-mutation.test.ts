import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RelationAccess, StatementAnalysis } from '@rowpact/model';
import { analyseStatements, type EmbeddedDatabase } from '@rowpact/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readNamed } from './corpus-statement.js';
import { mutate, type Analyse } from './drop-mutation.js';
import { openSchema } from './open-schema.js';

const VARIETY = fileURLToPath(new URL('../../corpus/variety/', import.meta.url));
const statements = readNamed(readFileSync(join(VARIETY, 'statements.sql'), 'utf8'));

let folder: string;
let database: EmbeddedDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpact-corpus-'));
  database = await openSchema(readFileSync(join(VARIETY, 'schema.sql'), 'utf8'), folder);
});

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

/** The analysis as it would be with a fault in it. */
function faulty(change: (access: RelationAccess) => RelationAccess): Analyse {
  return async (engine, texts) =>
    (await analyseStatements(engine, texts)).map((analysis): StatementAnalysis =>
      analysis.kind === 'refused' ? analysis : { ...analysis, relations: analysis.relations.map(change) },
    );
}

test('every column whose drop hurts a statement is listed, and no other', async () => {
  const result = await mutate(database, statements);
  expect(result.refused).toEqual([]);
  expect(result.missed).toEqual([]);
  expect(result.false).toEqual([]);
  expect(result.hurt).toBeGreaterThan(500);
});

test.each(['read', 'exposed', 'needs', 'insert', 'update'] as const)(
  'an analysis that forgets what is in %s is found out',
  async (list) => {
    const result = await mutate(
      database,
      statements,
      faulty((access) => ({ ...access, [list]: [] })),
    );
    expect(result.missed.length).toBeGreaterThan(10);
  },
);

test('an analysis that follows no view is found out', async () => {
  const blind: Analyse = async (engine, texts) =>
    (await analyseStatements(engine, texts)).map((analysis) =>
      analysis.kind === 'refused'
        ? analysis
        : { ...analysis, relations: analysis.relations.filter(({ through }) => through.length === 0) },
    );
  expect((await mutate(database, statements, blind)).missed.length).toBeGreaterThan(30);
});

test('an analysis that lists every column that an INSERT leaves out is found out', async () => {
  const eager = faulty((access) => ({ ...access, read: [...access.read, ...(access.omitted ?? [])] }));
  const result = await mutate(database, statements, eager);
  expect(result.missed).toEqual([]);
  expect(result.false.length).toBeGreaterThan(30);
});

test('an analysis that takes every column of a nested star for used is found out', async () => {
  const eager: Analyse = async (engine, texts) =>
    (await analyseStatements(engine, texts)).map((analysis, at): StatementAnalysis => {
      if (analysis.kind === 'refused' || texts[at]?.name !== 'nested star, one wanted') return analysis;
      return {
        ...analysis,
        relations: analysis.relations.map((access) => ({ ...access, exposed: ['email', 'home'] })),
      };
    });
  const result = await mutate(database, statements, eager);
  expect(result.false).toEqual(['nested star, one wanted: players.email', 'nested star, one wanted: players.home']);
});
