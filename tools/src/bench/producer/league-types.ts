import { draw } from './draw.js';

const STATES = [
  'draft',
  'open',
  'confirmed',
  'paid',
  'shipped',
  'cancelled',
  'expired',
  'archived',
  'on hold',
] as const;

/** Name of the n-th enum of the producer. */
export function enumName(at: number): string {
  return `league_state_${String(at + 1).padStart(2, '0')}`;
}

/** The labels of the n-th enum: three to nine, and not in alphabetical order. */
export function enumLabels(at: number): readonly [string, ...string[]] {
  const [first, ...rest] = STATES;
  return [first, ...rest.slice(0, 2 + draw(enumName(at), STATES.length - 2))];
}

/** The first migration: schemas, enums, domains, and the function that makes keys (PostgreSQL 12 has none of its own). */
export function typesMigration(enums: number): string {
  const types = Array.from({ length: enums }, (_, at) => {
    const labels = enumLabels(at).map((label) => `'${label}'`);
    return `CREATE TYPE ${enumName(at)} AS ENUM (${labels.join(', ')});`;
  });
  return `${[...PREAMBLE, ...types].join('\n')}\n`;
}

const PREAMBLE = [
  'CREATE SCHEMA billing;',
  'CREATE SCHEMA scouting;',
  "CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');",
  'CREATE DOMAIN jersey_number AS smallint NOT NULL CHECK (VALUE BETWEEN 0 AND 99);',
  'CREATE FUNCTION new_key() RETURNS uuid LANGUAGE sql VOLATILE AS',
  '  $$ SELECT md5(random()::text || clock_timestamp()::text)::uuid $$;',
];
