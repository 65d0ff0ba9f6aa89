import { readFileSync, writeFileSync } from 'node:fs';
import { nonconformity, type AnalysedStatement, type JsonShape } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseStatements } from '../analysis/analyse-statements.js';
import { openEngine, type EmbeddedDatabase } from '../engine/embedded-database.js';
import { sharedTemplate } from '../engine/testing/test-cache.js';
import { printShape } from './testing/print-shape.js';

const CORPUS = new URL('./testing/shape-corpus.sql', import.meta.url);

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

const [tables = ''] = read('../catalog/testing/view-corpus.sql').split(/^-- views$/m);
const states = read('./testing/shape-states.sql').split(/^-- state: .*$/m);
const [about = '', ...corpus] = readFileSync(CORPUS, 'utf8').trimEnd().split('\n\n');
const texts = corpus.map((section) => section.replaceAll(/^-- .*\n/gm, ''));

let database: EmbeddedDatabase;
let analyses: readonly AnalysedStatement[];
beforeAll(async () => {
  database = await openEngine((await sharedTemplate()).data);
  await database.exec(tables + read('./testing/shape-schema.sql'));
  analyses = await analysed(texts);
});
afterAll(() => database.close());

async function analysed(statements: readonly string[]): Promise<readonly AnalysedStatement[]> {
  const found = await analyseStatements(
    database,
    statements.map((text) => ({ text })),
  );
  const refused = found.flatMap((one, at) =>
    one.kind === 'refused' ? [`${statements[at] ?? ''}: ${one.message}`] : [],
  );
  expect(refused).toEqual([]);
  return found.filter((one) => one.kind === 'analysed');
}

/** The statement below its shapes, as the corpus holds it. */
function printed(text: string, { columns }: AnalysedStatement): string {
  const lines = columns.flatMap(({ name, type, json }) =>
    json || /json/.test(type.display) ? [`-- ${name}: ${json ? printShape(json) : '-'}`] : [],
  );
  return [...lines, text].join('\n');
}

describe('the shapes of json columns', () => {
  it('are the ones listed with each statement', () => {
    const actual = analyses.map((analysis, at) => printed(texts[at] ?? '', analysis));
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(CORPUS, `${[about, ...actual].join('\n\n')}\n`);
    expect(actual).toEqual(corpus);
  });

  it('are those of every value in every state of the database', async () => {
    const broken: string[] = [];
    const seen = new Set<string>();
    for (const state of states) {
      await database.exec(state);
      for (const [at, { columns }] of analyses.entries()) {
        for (const row of await rowsOf(texts[at] ?? ''))
          for (const { name, json, nullable } of columns) {
            const fault = faultOf(row[name] ?? null, nullable, json);
            if (row[name] !== null && json) seen.add(`${at} ${name}`);
            if (fault !== null) broken.push(`${name}${fault} in ${texts[at] ?? ''}`);
          }
      }
    }
    expect(broken).toEqual([]);
    const unseen = analyses.flatMap(({ columns }, at) =>
      columns.flatMap(({ name, json }) => (json && !seen.has(`${at} ${name}`) ? [name] : [])),
    );
    // A shape of which no value was ever seen says nothing: these are SQL's NULL in every row.
    expect(unseen.sort()).toEqual(['before', 'before', 'inside', 'never', 'none', 'none', 'parents', 'sql_null']);
  });
});

describe('a shape without end', () => {
  it('is unknown where it becomes too big', async () => {
    const doubled = Array.from(
      { length: 40 },
      (_, at) => `c${at + 1} as (select json_build_object('a', doc, 'b', doc) as doc from c${at})`,
    );
    const [analysis] = await analysed([
      `with c0 as (select to_json(1) as doc), ${doubled.join(', ')} select doc from c40`,
    ]);
    expect(JSON.stringify(analysis?.columns[0]?.json).length).toBeLessThan(200_000);
  });

  it('is unknown where it becomes too deep', async () => {
    const [analysis] = await analysed([`select ${'json_build_array('.repeat(60)}1${')'.repeat(60)} as deep`]);
    expect(printShape(analysis?.columns[0]?.json ?? { kind: 'unknown' })).toBe(
      `${'['.repeat(41)}unknown${']'.repeat(41)}`,
    );
  });

  it('ends where views stand on views', async () => {
    const views = Array.from({ length: 300 }, (_, at) => `create view v${at + 1} as select doc from v${at};`);
    await database.exec(`create view v0 as select json_build_array(1) as doc; ${views.join('\n')}`);
    try {
      const [near, far] = await analysed(['select doc from v90', 'select doc from v300']);
      expect(near?.columns[0]?.json?.kind).toBe('array');
      expect(far?.columns[0]).not.toHaveProperty('json');
    } finally {
      await database.exec('drop view v0 cascade');
    }
  });
});

/** The statement's rows, json as text: its null is another thing than SQL's. What the statement writes is rolled back. */
async function rowsOf(text: string): Promise<readonly Record<string, unknown>[]> {
  const asText = (value: string): string => value;
  await database.exec('begin');
  try {
    return (await database.pglite.query<Record<string, unknown>>(text, [], { parsers: { 114: asText, 3802: asText } }))
      .rows;
  } finally {
    await database.exec('rollback');
  }
}

function faultOf(value: unknown, nullable: boolean, json: JsonShape | undefined): string | null {
  if (value === null) return nullable ? null : ': NULL';
  return json && typeof value === 'string' ? nonconformity(JSON.parse(value), json) : null;
}
