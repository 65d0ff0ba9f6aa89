import { PGlite } from '@electric-sql/pglite';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { splitStatements } from './split-statements.js';

// PostgreSQL is the judge: it splits a text by its own grammar, and each of our statements must be one of its.
const CORPUS = readFileSync(new URL('./nasty-corpus.sql', import.meta.url), 'utf8');

const CATALOG = `
  SELECT 'column ' || c.relname || '.' || a.attname || ' ' || a.atttypid::regtype || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS fact
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (c.oid, a.attnum)
    WHERE c.relnamespace = 'league'::regnamespace AND a.attnum > 0
  UNION ALL SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'league'::regnamespace
  UNION ALL SELECT 'rule ' || definition FROM pg_rules WHERE schemaname = 'league'
  UNION ALL SELECT 'view ' || definition FROM pg_views WHERE schemaname = 'league'
  UNION ALL SELECT 'operator ' || oprname FROM pg_operator WHERE oprnamespace = 'league'::regnamespace
  UNION ALL SELECT 'comment ' || obj_description('league.players'::regclass)
  UNION ALL SELECT 'player ' || p::text FROM league.players p
  UNION ALL SELECT 'team ' || t::text FROM league.teams t
  ORDER BY 1`;

describe('the splitter against PostgreSQL', () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await PGlite.create();
  });
  afterAll(async () => {
    await database.close();
  });

  test('gives the same schema and rows statement by statement as the whole text at once', async () => {
    const whole = await database.exec(CORPUS);
    const expected = await database.query(CATALOG);
    await database.exec('DROP SCHEMA league CASCADE');
    const statements = splitStatements(CORPUS);
    expect(statements).toHaveLength(whole.length);
    for (const statement of statements) {
      const results = await database.exec(statement.text);
      expect(results, statement.text).toHaveLength(1);
    }
    expect((await database.query(CATALOG)).rows).toEqual(expected.rows);
    expect(expected.rows.length).toBeGreaterThan(40);
  });

  test('agrees with PostgreSQL on texts put together at random', async () => {
    const random = generator(20_240_115);
    for (let round = 0; round < 150; round += 1) {
      const text = randomText(random);
      const whole = await database.exec(text, { rowMode: 'array' });
      const parts = [];
      for (const statement of splitStatements(text))
        parts.push(...(await database.exec(statement.text, { rowMode: 'array' })));
      expect(
        parts.map((result) => result.rows),
        text,
      ).toEqual(whole.map((result) => result.rows));
    }
  });
});

const BLANKS = [
  ' ',
  '\n',
  '\t',
  '\r\n',
  ' -- it\'s; "odd\n',
  '/*;*/',
  "/* a /* b; */ ' */",
  '\f',
  '--\r',
  ' /**/ ',
  '--$$;\n',
];
const VALUES = [
  ...["'a;b'", "'it''s;'", "''", "'\\'", "E'\\';'", "e'a''\\\\'", "E'a;'\n'\\';'", "'a;'\n--;'\n'b'", "U&'\\0061;'"],
  ...['$$;$$', "$a$;'$$$a$", '$a_1$$a$;$a_1$', '$é$;$é$', "X'1F'::text", '(SELECT \';\' AS "a;""b")', '(1 - -1)::text'],
  ...[
    "CASE WHEN true THEN ';' END",
    '(1/**//2)::text',
    "'1'::text",
    "(ARRAY['a;','b'])[1:2]::text",
    '"left"(\';;\', 1)',
    '1e2::text',
  ],
];

function randomText(random: () => number): string {
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const blank = (): string => (random() < 0.5 ? ' ' : ` ${pick(BLANKS)} `);
  const select = (): string => {
    const values = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(VALUES) + blank());
    return `SELECT${blank()}${values.join(`,${blank()}`)}`;
  };
  return (
    Array.from({ length: 1 + Math.floor(random() * 6) }, () => blank() + select() + blank()).join(';') +
    pick([';', '', ';;'])
  );
}

/** A small seeded generator (mulberry32): a failing text is found again. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
