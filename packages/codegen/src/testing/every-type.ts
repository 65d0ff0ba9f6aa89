import { quoteIdentifier, quoteLiteral } from '@rowpact/model';
import { TYPE_EXTREMES, TYPE_SAMPLES } from './type-samples.js';

/** A column of `every_type`. */
export interface Sample {
  readonly column: string;
  readonly type: string;
  /** SQL of the value to read. */
  readonly value: string;
  /** Text of one element. */
  readonly literal: string;
  /** Texts of the smallest and largest elements, and of whatever else is odd. */
  readonly extremes: readonly string[];
  /** SQL of a value with this element. */
  readonly valueOf: (literal: string) => string;
}

const OWN_TYPES = { contract_status: 'sent', _x: 'z', height: '(6,2)', citext: 'a', hstore: '"a"=>"b"' };
const scalars = [
  ...Object.entries(TYPE_SAMPLES).map(([name, literal]) => ({
    name,
    type: `pg_catalog.${quoteIdentifier(name)}`,
    literal,
  })),
  ...Object.entries(OWN_TYPES).map(([name, literal]) => ({ name, type: `public.${name}`, literal })),
].map(({ name, type, literal }) => ({ name, literal, type: name === 'char' ? 'pg_catalog."char"' : type }));

/** The base types whose domains are tried; all others are text, and their domains too. */
const DOMAIN_BASES = `bool box bytea circle contract_status date int4 int8 interval json jsonb numeric numrange point
  text timestamptz`.split(/\s+/);
const domains = scalars.filter(({ name }) => DOMAIN_BASES.includes(name));

/** Every type, its arrays, and domains in every place. */
export const SAMPLES: readonly Sample[] = [
  ...scalars.flatMap((scalar) => {
    const { name, type } = scalar;
    const one = (literal: string): string => `${quoteLiteral(literal)}::${type}`;
    return [
      sample(scalar, `one_${name}`, type, one),
      sample(scalar, `array_${name}`, `${type}[]`, (literal) => `ARRAY[${one(literal)}, ${one(literal)}]`),
      sample(scalar, `table_${name}`, `${type}[][]`, (literal) => `ARRAY[[${one(literal)}], [${one(literal)}]]`),
    ];
  }),
  ...domains.flatMap((scalar) => {
    const { name, type } = scalar;
    const one = (literal: string): string => `${quoteLiteral(literal)}::${type}`;
    const domain = `domain_${name}`;
    return [
      sample(scalar, `one_domain_${name}`, domain, one),
      sample(scalar, `array_of_domain_${name}`, `${domain}[]`, (literal) => `ARRAY[${one(literal)}::${domain}]`),
      sample(scalar, `domain_over_array_${name}`, `array_${domain}`, (literal) => `ARRAY[${one(literal)}]`),
    ];
  }),
];

function sample(
  { name, literal }: (typeof scalars)[number],
  column: string,
  type: string,
  valueOf: Sample['valueOf'],
): Sample {
  return { column, type, literal, value: valueOf(literal), valueOf, extremes: TYPE_EXTREMES[name] ?? [] };
}

/** A table with a column for each of them, and a row with its value (`written_as` 0). */
export const EVERY_TYPE_SCHEMA = `
  CREATE EXTENSION citext; CREATE EXTENSION hstore;
  CREATE TYPE contract_status AS ENUM ('unsent', 'sent');
  CREATE TYPE _x AS ENUM ('z', 'a');
  CREATE TYPE height AS (feet int, inches int);
  ${domains.map(({ name, type }) => `CREATE DOMAIN domain_${name} AS ${type}; CREATE DOMAIN array_domain_${name} AS ${type}[];`).join('\n  ')}
  CREATE TABLE every_type (written_as int, ${SAMPLES.map(({ column, type }) => `${quoteIdentifier(column)} ${type}`).join(', ')});
  INSERT INTO every_type VALUES (0, ${SAMPLES.map(({ value }) => value).join(', ')});`;
