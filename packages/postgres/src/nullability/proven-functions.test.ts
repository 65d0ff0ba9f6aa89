import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numberOf, textOf } from '../catalog/catalog-query.js';
import { isProvenFunction, SIGNATURE_COLUMNS, toSignature } from './proven-functions.js';
import { pgliteEngine, serverEngines, type TestDatabase } from '../catalog/testing/databases.js';

// Values at the edges of each type: what functions have no answer for, if they have none for something.
const VALUES: Readonly<Record<string, readonly string[]>> = {
  smallint: ['0', '-32768', '7'],
  integer: ['0', '-2147483648', '3'],
  bigint: ['0', '-9223372036854775808', '5'],
  numeric: [`'NaN'`, '0', '-1.5', '1e100'],
  real: [`'NaN'`, `'infinity'`, '0', '-1'],
  'double precision': [`'NaN'`, `'-infinity'`, '0', '2.5'],
  oid: ['0', '4294967295'],
  boolean: ['true', 'false'],
  uuid: [`'00000000-0000-0000-0000-000000000000'`],
  bytea: [`''`, `'\\x00ff'`],
  text: [`''`, `'abc'`, `'day'`, `'%_\\\\'`, `'('`],
  'character varying': [`''`, `'abc'`],
  character: [`''`, `'a'`],
  '"char"': [`''`, `'a'`],
  name: [`''`, `'abc'`],
  date: [`'infinity'`, `'-infinity'`, `'2001-02-03'`],
  interval: [`'0'`, `'-1 month 3 days 4 hours'`],
  'time without time zone': [`'24:00'`, `'00:00'`],
  'time with time zone': [`'24:00+15'`, `'00:00-15'`],
  'timestamp without time zone': [`'infinity'`, `'-infinity'`, `'2001-02-03'`],
  'timestamp with time zone': [`'infinity'`, `'-infinity'`, `'2001-02-03'`],
  jsonb: [`'null'`, `'{}'`, `'[null]'`],
  json: [`'null'`, `'{"a": null}'`],
  anyenum: [`'a'`, `'b'`],
  anyarray: [`'{}'`, `'{null}'`, `'{{1,2},{3,4}}'`],
  anyelement: [`'{}'`, `'{null}'`],
  anycompatiblearray: [`'{}'`, `'{null}'`, `'{1}'`],
  anycompatible: ['1', '7'],
  'text[]': [`'{}'`, `'{null}'`, `'{a,b}'`],
  regclass: [`'edges'`],
  record: [`row()`, `row(null)`],
};
const CONCRETE: Readonly<Record<string, string>> = {
  anyenum: 'edge',
  anyarray: 'integer[]',
  anyelement: 'integer[]',
  anycompatiblearray: 'integer[]',
  anycompatible: 'integer',
};

const FUNCTIONS = `
  select p.oid::text as oid, p.oid::regprocedure::text as call, ${SIGNATURE_COLUMNS} from pg_proc p
  where p.pronamespace = 'pg_catalog'::regnamespace and p.prokind = 'f' and not p.proretset and p.provariadic = 0`;

describe.each([pgliteEngine, ...serverEngines])('a function that counts as never answering NULL on $name', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await engine.open()));
  afterAll(() => database.close());

  it('answers none for any values at the edges of its types', async () => {
    await database.exec(`create type edge as enum ('a', 'b'); create sequence edges; ${PROBE}`);
    const rows = await database.query(FUNCTIONS);
    const proven = rows.filter((row) => isProvenFunction(toSignature(row)));
    const probes = proven.flatMap((row) => calls(textOf(row, 'name'), toSignature(row).argumentTypes));
    const [answer] = await database.query(`select probe(array[${probes.map(literal).join(',')}]) as counts`);
    const [nulls, answered] = textOf(answer ?? {}, 'counts').split('|');
    expect(nulls).toBe('');
    // Most must have run, not failed: else nothing was looked at.
    expect(proven.length).toBeGreaterThan(400);
    expect(Number(answered)).toBeGreaterThan(probes.length * 0.7);
    expect(proven.every((row) => numberOf(row, 'oid') < 16384)).toBe(true);
  });
});

/** Runs every call, and answers those that were NULL, and how many did not fail. */
const PROBE = `
  create function probe(calls text[]) returns text language plpgsql as $$
  declare
    call text; is_null boolean; nulls text = ''; answered integer = 0;
  begin
    foreach call in array calls loop
      begin
        execute 'select num_nulls(' || call || ') > 0' into is_null;
        answered = answered + 1;
        if is_null then nulls = nulls || call || '; '; end if;
      exception when others then null;
      end;
    end loop;
    return nulls || '|' || answered;
  end $$`;

function calls(name: string, argumentTypes: string): readonly string[] {
  const types = argumentTypes === '' ? [] : argumentTypes.split(', ');
  const combinations = types.reduce<readonly (readonly string[])[]>(
    (lists, type) => lists.flatMap((list) => valuesOf(type).map((value) => [...list, value])),
    [[]],
  );
  return combinations.slice(0, 60).map((values) => `pg_catalog."${name}"(${values.join(', ')})`);
}

function valuesOf(type: string): readonly string[] {
  const values = VALUES[type];
  if (!values) throw new Error(`no values for ${type}`);
  return type === 'record' ? values : values.map((value) => `${value}::${CONCRETE[type] ?? type}`);
}

function literal(call: string): string {
  return `'${call.replaceAll("'", "''")}'`;
}
