import { citext } from '@electric-sql/pglite/contrib/citext';
import { hstore } from '@electric-sql/pglite/contrib/hstore';
import { quoteIdentifier, type Contract, type DriverName, DEFAULT_SCAN } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateModule } from '../generate-module.js';
import { connect, type Driver } from '../testing/connected-driver.js';
import { EVERY_TYPE_SCHEMA, SAMPLES } from '../testing/every-type.js';
import { profileOf } from './profile-of.js';
import { serveDatabase, type ServedDatabase } from '../testing/served-database.js';
import { typeErrors } from '../testing/type-check.js';
import { TYPE_SAMPLES, VALUELESS_TYPES } from '../testing/type-samples.js';
import { typeSource, valueSource } from '../testing/value-source.js';

function moduleFor(database: ServedDatabase, driver: DriverName): string {
  const contract: Contract = {
    consumer: 'statistics',
    producer: 'basketball-api',
    description: null,
    owners: [],
    source: 'examples/statistics',
    generate: {
      file: 'rows.ts',
      driver,
      expose: 'all',
      kysely: false,
      arrayElements: 'not null',
      literals: false,
      statements: false,
      zod: false,
      types: [],
      columns: [],
    },
    scan: DEFAULT_SCAN,
    role: null,
    relations: [
      { relation: 'public.every_type', name: null, wildcard: true, read: [], write: [], keep: [], expose: null },
    ] as never,
  };
  // No column is nullable here, so that the types hold nothing but what the driver does.
  const relations = database.snapshot.relations.map((relation) => ({
    ...relation,
    columns: relation.columns.map((column) => ({ ...column, nullable: false })),
  }));
  return generateModule(contract, { ...database.snapshot, relations }).text;
}

/** Values a program may want to store in a column: what was read from it, its SQL text, and one of each kind. */
function candidates(readValue: unknown, text: string, literal: string): readonly unknown[] {
  const kinds = [1, 1n, true, new Date(0), new Uint8Array([1]), { a: 1 }];
  const elements = [literal, ...kinds];
  return [
    readValue,
    text,
    ...kinds,
    ...elements.map((value) => [value, value]),
    ...elements.map((value) => [[value], [value]]),
  ];
}

/** The one thing that a useful type cannot say: postgres.js takes a JSON array for booleans if it starts with one. */
function isKnownLie(driver: DriverName, column: string, value: unknown): boolean {
  return driver === 'postgres' && /^one_jsonb?$/.test(column) && Array.isArray(value) && [value[0]].flat()[0] === true;
}

describe('the types tell the truth', () => {
  let database: ServedDatabase;
  let texts: Readonly<Record<string, unknown>>;
  beforeAll(async () => {
    database = await serveDatabase(EVERY_TYPE_SCHEMA, { citext, hstore });
    texts =
      (
        await database.query(
          `SELECT ${SAMPLES.map(({ column }) => `${quoteIdentifier(column)}::text`).join(', ')} FROM every_type`,
        )
      )[0] ?? {};
  });
  afterAll(() => database.close());

  it('about every type there is', async () => {
    const rows = await database.query(
      `SELECT typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r', 'm')
       AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = pg_type.oid)`,
    );
    const all = rows.map(({ typname }) => String(typname)).sort();
    expect([...Object.keys(TYPE_SAMPLES), ...VALUELESS_TYPES].sort()).toEqual(all);
  });

  describe.each(['pg', 'postgres'] as const)('of %s', (name) => {
    let driver: Driver;
    let row: Readonly<Record<string, unknown>>;
    let writes: readonly { readonly column: string; readonly value: unknown; readonly isAccepted: boolean }[];
    let reads: readonly string[];

    beforeAll(async () => {
      driver = await connect[name](database.url);
      row = await driver.row('SELECT * FROM every_type WHERE written_as = 0');
      const text = moduleFor(database, name);
      const checks = new Checks(text);
      const readChecks = SAMPLES.flatMap(({ column, type }) => [
        // What comes back must be a value of the type …
        checks.add('EveryTypeRow', column, (declared) => `${declared} = ${valueSource(row[column])}`),
        // … and the type must say no more than that, but for the labels of enums.
        ...(/contract_status|_x/.test(type)
          ? []
          : [checks.add('EveryTypeRow', column, (declared) => `Same<${declared}, ${typeSource(row[column])}> = true`)]),
      ]);
      const tries = SAMPLES.flatMap(({ column, literal }) =>
        candidates(row[column], String(texts[column]), literal).map((value) => ({
          column,
          value,
          check: checks.add('EveryTypeInsert', column, (declared) => `${declared} = ${valueSource(value)}`),
        })),
      );
      const errors = checks.errors();
      reads = readChecks.flatMap((check) => errors.get(check) ?? []);
      writes = tries.map(({ column, value, check }) => ({ column, value, isAccepted: !errors.has(check) }));
    });
    afterAll(() => driver.end());

    it('what is read is what the row type says', () => {
      expect(reads).toEqual([]);
    });

    it('NULL in an array is read as the profile says', async () => {
      const query = "SELECT ARRAY['a', NULL] AS text, ARRAY[1, NULL] AS number, ARRAY[true, NULL] AS boolean";
      const nulls = Object.values(await driver.row(query)).map((array) => (array as readonly unknown[])[1]);
      expect(nulls).toEqual(name === 'pg' ? [null, null, null] : ['NULL', NaN, false]);
      expect(profileOf(name).readsNullElements).toBe(nulls[0] === null);
    });

    it('every value that the insert type accepts is stored', async () => {
      const lies: string[] = [];
      for (const { column, value } of writes.filter(({ isAccepted }) => isAccepted)) {
        if (isKnownLie(name, column, value)) continue;
        const refused = await driver.write(column, value).catch((error: unknown) => String(error));
        if (refused) lies.push(`${column} = ${valueSource(value)}: ${refused}`);
      }
      expect(lies).toEqual([]);
    });

    it('a value that was read can be written back as it was, but for what the driver cannot send', async () => {
      const back = writes.filter(({ column, value }) => value === row[column]);
      const changed: string[] = [];
      for (const { column, value, isAccepted } of back) {
        // Without a time zone these move with the machine's.
        if (!isAccepted || /date|timestamp/.test(column)) continue;
        await driver.write(column, value);
        const id = quoteIdentifier(column);
        const stored = await database.query(
          `SELECT ${id}::text AS text FROM every_type WHERE ${id} IS NOT NULL ORDER BY ctid DESC LIMIT 1`,
        );
        if (stored[0]?.['text'] !== texts[column]) changed.push(`${column}: ${String(stored[0]?.['text'])}`);
      }
      expect(changed).toEqual([]);
      expect(
        back
          .filter(({ isAccepted }) => !isAccepted)
          .map(({ column }) => column)
          .sort(),
      ).toMatchSnapshot();
    });
  });
});

/** Statements to type-check, each once for all columns of the same type: errors are what the compiler takes time for. */
class Checks {
  readonly #text: string;
  readonly #statements = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Answers the statement's number. */
  add(type: string, column: string, statement: (declared: string) => string): number {
    const key = /^\w+$/.test(column) ? column : JSON.stringify(column);
    const body = this.#text.slice(this.#text.indexOf(`interface ${type} {`));
    const start = body.indexOf(`\n  ${key}:`) + 1;
    const declaration = body.slice(start, body.indexOf(';\n', start));
    const source = statement(`m.${type}[COLUMN]`);
    const known = `${declaration.slice(declaration.indexOf(':'))} ${source}`;
    const number =
      this.#statements.get(known) ?? this.#numbered.push(source.replace('COLUMN', JSON.stringify(column))) - 1;
    this.#statements.set(known, number);
    return number;
  }

  readonly #numbered: string[] = [];

  errors(): ReadonlyMap<number, string> {
    const lines = this.#numbered.map((source, index) => `export const check_${index}: ${source};`);
    return new Map(
      [...typeErrors(this.#text, lines)].map(([line, message]) => [line, `${lines[line] ?? ''} // ${message}`]),
    );
  }
}
