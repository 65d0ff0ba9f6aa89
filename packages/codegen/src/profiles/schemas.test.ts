import { citext } from '@electric-sql/pglite/contrib/citext';
import { hstore } from '@electric-sql/pglite/contrib/hstore';
import { quoteIdentifier, type DriverName } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateModule } from '../generate-module.js';
import { connect, type Driver } from '../testing/connected-driver.js';
import { EVERY_TYPE_SCHEMA, SAMPLES } from '../testing/every-type.js';
import { contractOnAll } from '../testing/league.js';
import { loadSchemas, type LoadedSchemas } from '../testing/loaded-schemas.js';
import { serveDatabase, type ServedDatabase } from '../testing/served-database.js';

type Row = Readonly<Record<string, unknown>>;

const mostValues = Math.max(...SAMPLES.map(({ extremes }) => extremes.length));

/** SQL of rows with every value there is: row 0 is there already, row 1 is NULL, row 2 has empty arrays, then come the extremes. */
const MORE_ROWS = [
  'INSERT INTO every_type (written_as) VALUES (1)',
  insertion(
    2,
    SAMPLES.filter(({ type }) => isArray(type)).map(({ column }) => [column, "'{}'"]),
  ),
  ...Array.from({ length: mostValues }, (_, index) =>
    insertion(
      index + 3,
      SAMPLES.flatMap(({ column, extremes, valueOf }) => {
        const literal = extremes[index];
        return literal === undefined ? [] : [[column, valueOf(literal)] as const];
      }),
    ),
  ),
];

function insertion(number: number, values: readonly (readonly [string, string])[]): string {
  const names = values.map(([column]) => quoteIdentifier(column));
  const texts = values.map(([, sql]) => sql);
  return `INSERT INTO every_type (written_as, ${names.join(', ')}) VALUES (${number}, ${texts.join(', ')})`;
}

function isArray(type: string): boolean {
  return type.endsWith('[]') || type.startsWith('array_');
}

async function schemasFor(database: ServedDatabase, driver: DriverName, nullable = false): Promise<LoadedSchemas> {
  const { snapshot } = database;
  const arrayElements = nullable ? 'nullable' : 'not null';
  const contract = contractOnAll(snapshot.relations, { driver, expose: 'all', arrayElements, zod: true });
  return loadSchemas(generateModule(contract, snapshot).zod);
}

describe('the schemas accept what goes in and out', () => {
  let database: ServedDatabase;
  beforeAll(async () => {
    database = await serveDatabase(EVERY_TYPE_SCHEMA, { citext, hstore });
    for (const sql of MORE_ROWS) await database.query(sql);
  });
  afterAll(() => database.close());

  describe.each(['pg', 'postgres'] as const)('of %s', (name) => {
    let driver: Driver;
    let schemas: LoadedSchemas;
    const rows: Row[] = [];
    beforeAll(async () => {
      driver = await connect[name](database.url);
      schemas = await schemasFor(database, name);
      for (let number = 0; number < MORE_ROWS.length + 1; number++)
        rows.push(await driver.row(`SELECT * FROM every_type WHERE written_as = ${number}`));
    });
    afterAll(() => driver.end());

    it('every value that is read, and hands it on as it is', () => {
      for (const row of rows) {
        const result = schemas['everyTypeRow']?.safeParse(row);
        expect(result?.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toBeUndefined();
        expect(result?.data).toEqual(row);
      }
    });

    it('every one of them on its way back, as it is, as its text or as an array of texts', async () => {
      const lost: string[] = [];
      for (const [number, row] of rows.entries()) {
        const texts = await textsOf(database, number);
        for (const sample of SAMPLES.filter(({ column }) => texts[column] !== null || number === 1)) {
          const { column } = sample;
          const literal = number < 3 ? sample.literal : (sample.extremes[number - 3] ?? '');
          const schema = schemas['everyTypeInsert']?.shape[column];
          const values = [row[column], texts[column], arraysOfText(column, literal)];
          const accepted = values.filter((value) => schema?.safeParse(value).success);
          const stored = await inTurn(accepted, (value) => writtenAndRead(database, driver, column, value));
          // Whatever was stored can be read, if not always as what it was: a date in the machine's time zone, a string as JSON.
          for (const back of stored.filter((one) => one !== null))
            expect(schemas['everyTypeRow']?.shape[column]?.safeParse(back.read).error).toBeUndefined();
          const isStored = stored.some((back) => back?.text === texts[column]);
          if (!isStored && !isChangedBy(name, column, String(texts[column]))) lost.push(column);
        }
      }
      expect(lost).toEqual([]);
    });

    it('no moment that a Date cannot hold', async () => {
      const moments = ['infinity', '-infinity', ...(name === 'pg' ? [] : ['0044-03-15 BC'])];
      for (const moment of moments) {
        const row = await driver.row(`SELECT '${moment}'::date AS date, '${moment}'::timestamptz AS timestamptz`);
        for (const type of ['date', 'timestamptz'])
          expect(schemas['everyTypeRow']?.shape[`one_${type}`]?.safeParse(row[type]).success).toBe(false);
      }
    });

    it('NULL in an array as the driver reads it', async () => {
      const nullable = (await schemasFor(database, name, true))['everyTypeRow'];
      const types = ['text', 'int4', 'int2', 'oid', 'float8', 'bool', 'int8', 'numeric', 'uuid'];
      const row = await driver.row(`SELECT ${types.map((type) => `ARRAY[NULL]::${type}[] AS ${type}`).join(', ')}`);
      for (const type of types) {
        expect(nullable?.shape[`array_${type}`]?.safeParse(row[type]).error).toBeUndefined();
        expect(schemas['everyTypeRow']?.shape[`array_${type}`]?.safeParse([null]).success).toBe(false);
      }
    });

    it('no value of another kind', () => {
      const columns = SAMPLES.map(({ column }) => column);
      const isWrong = (column: string, value: unknown): boolean => {
        const kinds = new Set(rows.map((row) => kindOf(row[column])));
        // postgres.js reads NULL among integers as NaN, so any number passes there.
        if (name === 'postgres' && kinds.has('array of number') && kindOf(value) === 'array of fraction') return false;
        return !/json/.test(column) && !kinds.has(kindOf(value));
      };
      const accepted = columns.flatMap((column) =>
        KINDS.filter((value) => isWrong(column, value)).flatMap((value) =>
          schemas['everyTypeRow']?.shape[column]?.safeParse(value).success ? `${column}: ${kindOf(value)}` : [],
        ),
      );
      expect(accepted).toEqual([]);
    });
  });
});

async function inTurn<Value, Result>(
  values: readonly Value[],
  work: (value: Value) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const value of values) results.push(await work(value));
  return results;
}

/** Values of every kind, none of which is in range where it is a number. */
const KINDS: readonly unknown[] = [
  ...[undefined, 'a', 1.5, 1n, true, Symbol('a'), new Date(0), Buffer.from('a'), new Uint8Array([1]), {}, { x: 1 }],
  ...[() => 1, new Map(), /a/],
  ...[['a'], [1.5], [1n], [true], [new Date(0)], [Buffer.from('a')], [{ x: 1 }], [['a']], [undefined], [null]],
];

/** What a value is, as precisely as the drivers' types are. */
function kindOf(value: unknown): string {
  if (value === null || typeof value !== 'object') {
    const isFraction = typeof value === 'number' && !Number.isInteger(value);
    return value === null ? 'null' : isFraction ? 'fraction' : typeof value;
  }
  if (Array.isArray(value)) return `array of ${kindOf(value[0])}`;
  const kind = Object.prototype.toString.call(value);
  return kind === '[object Object]'
    ? `object of ${Object.keys(value).join()}`
    : Buffer.isBuffer(value)
      ? 'Buffer'
      : kind;
}

/** JavaScript's JSON has no -0, and postgres.js makes of everything that is to be JSON or a time what JavaScript makes of it. */
function isChangedBy(driver: DriverName, column: string, text: string): boolean {
  return text.includes('-0') || (driver === 'postgres' && /json|date|timestamp/.test(column));
}

/** The value as an array of texts, in the column's own shape. */
function arraysOfText(column: string, literal: string): unknown {
  if (column.startsWith('table_')) return [[literal], [literal]];
  return column.startsWith('array_of_') || column.startsWith('domain_') ? [literal] : [literal, literal];
}

/** What a written value is when it is read, and its text; null where it cannot be written. */
async function writtenAndRead(database: ServedDatabase, driver: Driver, column: string, value: unknown) {
  const id = quoteIdentifier(column);
  const place = 'FROM every_type WHERE written_as IS NULL';
  try {
    await driver.write(column, value);
    const [stored] = await database.query(`SELECT ${id}::text AS text ${place}`);
    return { text: stored?.['text'], read: (await driver.row(`SELECT ${id} ${place}`))[column] };
  } catch {
    return null;
  } finally {
    await database.query('DELETE FROM every_type WHERE written_as IS NULL');
  }
}

async function textsOf(database: ServedDatabase, number: number): Promise<Row> {
  const texts = SAMPLES.map(({ column }) => `${quoteIdentifier(column)}::text`).join(', ');
  return (await database.query(`SELECT ${texts} FROM every_type WHERE written_as = ${number}`))[0] ?? {};
}
