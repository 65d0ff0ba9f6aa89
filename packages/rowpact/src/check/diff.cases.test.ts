import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { describeChange, diffStates, type FoundChange } from '@rowpact/impact';
import { canonicalJson, type SchemaState } from '@rowpact/model';
import { readSchemaState } from '@rowpact/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// A case is a folder: before.sql, change.sql, and the changes that are found between the two. UPDATE_GOLDENS=1 writes them anew.
const CASES = fileURLToPath(new URL('../../../impact/src/diff/cases', import.meta.url));
const cases = readdirSync(CASES).map((name) => ({
  name,
  before: readFileSync(`${CASES}/${name}/before.sql`, 'utf8'),
  change: readFileSync(`${CASES}/${name}/change.sql`, 'utf8'),
  golden: `${CASES}/${name}/changes.json`,
}));

const EMPTY = `
  do $$
  declare
    command text;
  begin
    for command in
      select format('drop event trigger %I', evtname) from pg_event_trigger
      union all select format('drop publication %I', pubname) from pg_publication
      union all select format('drop extension %I cascade', extname) from pg_extension where extname <> 'plpgsql'
      union all select format('drop schema %I cascade', nspname) from pg_namespace
        where nspname !~ '^pg_' and nspname <> 'information_schema'
      union all select format('drop owned by %I; drop role %I', rolname, rolname) from pg_roles
        where rolname !~ '^pg_' and oid <> 10
      union all select format('alter database %I reset all', current_database())
    loop
      execute command;
    end loop;
  end $$;
  create schema public;
  grant usage on schema public to public;`;

/** Starting a database takes seconds: the cases share it, one after the other. */
let database: PGlite;

async function stateAfter(sql: string): Promise<SchemaState> {
  await database.exec(sql);
  return readSchemaState(async (text) => (await database.query<Record<string, unknown>>(text)).rows);
}

/** A change as a person checks it: in words, with what the words leave out. What both sides have alike is left out. */
function shown({ change, touched }: FoundChange): unknown {
  const { kind, ...rest } = change;
  const facts = Object.entries(rest).map(([key, value]): readonly [string, unknown] => [key, factOf(key, value, rest)]);
  return {
    says: describeChange(change).sentence,
    subject: describeChange(change).subject,
    kind,
    ...Object.fromEntries(facts.filter(([, value]) => value !== undefined)),
    touched: [...new Set(touched.map(({ catalog }) => catalog))].join(', '),
  };
}

function factOf(key: string, value: unknown, change: Readonly<Record<string, unknown>>): unknown {
  if (!isRecord(value)) return value;
  const other = key === 'before' ? change['after'] : key === 'after' ? change['before'] : undefined;
  if (!isRecord(other)) return undefined;
  const names = Object.keys(value).filter((name) => name !== 'oid' && name !== 'identityInCatalog');
  return Object.fromEntries(
    names
      .filter((name) => canonicalJson(value[name]) !== canonicalJson(other[name]))
      .map((name) => [name, value[name]]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Kinds that only identity can tell. */
const BY_IDENTITY: ReadonlySet<string> = new Set([
  'column-renamed',
  'column-recreated',
  'relation-renamed',
  'schema-renamed',
  'type-renamed',
  'routine-renamed',
  'sequence-renamed',
  'enum-label-renamed',
  'attribute-renamed',
]);

beforeAll(async () => {
  database = await PGlite.create({ extensions: { citext } });
});

afterAll(() => database.close());

describe('the changes between two states', () => {
  it.each(cases)('$name', async ({ before, change, golden }) => {
    const old = await stateAfter(`${EMPTY}\n${before}`);
    const now = await stateAfter(change);
    const found = diffStates(old, now, 'catalog');
    const actual = found.map(shown);
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(golden, `${JSON.stringify(actual, null, 2)}\n`);
    const expected: unknown = existsSync(golden)
      ? JSON.parse(readFileSync(golden, 'utf8'))
      : 'run with UPDATE_GOLDENS=1';
    expect(JSON.parse(JSON.stringify(actual))).toEqual(expected);
    expect(diffStates(now, now, 'catalog')).toEqual([]);
    expect(diffStates(old, old, 'names')).toEqual([]);
    const byName = diffStates(old, now, 'names').map(({ change: { kind } }) => kind);
    expect(byName.filter((kind) => BY_IDENTITY.has(kind))).toEqual([]);
  });
});
