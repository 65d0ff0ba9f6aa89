import { readFileSync } from 'node:fs';
import { quoteIdentifier, type Relation } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { introspect } from './introspect.js';
import { NO_SERVERS, pgliteEngine, serverEngines, type TestDatabase, type TestEngine } from './testing/databases.js';

const corpus = readFileSync(new URL('./testing/view-corpus.sql', import.meta.url), 'utf8');
const [tables = '', views = '', viewsSince14 = '', ...states] = corpus.split(
  /^-- (?:views|views since PostgreSQL 14|state: .*)$/m,
);
const viewsOf = (major: number): string => (major < 14 ? views : views + viewsSince14);
const expectedIn = (script: string) =>
  [...script.matchAll(/^-- proven:(.*)\ncreate view (\w+)/gm)].map(([, proven = '', name = '']) => ({
    name,
    proven: proven
      .split(',')
      .map((column) => column.trim())
      .filter((column) => column !== '')
      .sort(),
  }));

// PostgreSQL 12 does not tell which columns of a FULL JOIN are merged.
const MERGED_FULL_JOINS = new Set(['full_using', 'full_using_thrice', 'natural_full']);

describe.each([pgliteEngine, ...serverEngines])(
  'the columns of views proven not null on $name',
  (engine: TestEngine) => {
    let database: TestDatabase;
    let found: readonly Relation[];

    beforeAll(async () => {
      database = await engine.open();
      await database.exec(tables);
      await database.exec(viewsOf(engine.major));
      found = (await introspect(database.query)).relations.filter((relation) => relation.kind === 'view');
    });
    afterAll(() => database.close());

    it('are the ones listed with each view', () => {
      const proven = found.map(({ name, columns }) => ({ name, proven: provenOf(columns).sort() }));
      const known = expectedIn(viewsOf(engine.major)).map((view) =>
        engine.major === 12 && MERGED_FULL_JOINS.has(view.name) ? { ...view, proven: [] } : view,
      );
      expect(proven).toEqual(known.sort((left, right) => (left.name < right.name ? -1 : 1)));
    });

    it('answer NULL in no state of the database', async () => {
      const broken: string[] = [];
      for (const state of states) {
        await database.exec(state);
        for (const view of found) broken.push(...(await nullColumns(database, view)));
      }
      expect(broken).toEqual([]);
    });
  },
);

if (serverEngines.length === 0) it.skip(NO_SERVERS);

function provenOf(columns: Relation['columns']): string[] {
  return columns.filter((column) => !column.nullable).map((column) => column.name);
}

/** The columns said to be not null that have a NULL now. */
async function nullColumns(database: TestDatabase, view: Relation): Promise<readonly string[]> {
  const proven = provenOf(view.columns);
  if (proven.length === 0) return [];
  // num_nulls counts a row of NULLs as the value it is
  const counts = proven.map((name) => `sum(num_nulls(${quoteIdentifier(name)}))::int as ${quoteIdentifier(name)}`);
  const [row] = await database.query(`select ${counts.join(', ')} from ${view.id}`);
  return proven.filter((name) => Number(row?.[name] ?? 0) > 0).map((name) => `${view.name}.${name}`);
}
