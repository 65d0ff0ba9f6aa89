import { expect, test } from 'vitest';
import { requestedExtensions } from './requested-extensions.js';

test('finds every extension that a text asks for, inside blocks and strings too', () => {
  const text = `
    create extension if not exists "uuid-ossp" with schema public;
    CREATE EXTENSION citext;
    CREATE /* really */ EXTENSION -- now
      IF NOT EXISTS PG_TRGM CASCADE;
    DO $$ BEGIN EXECUTE 'CREATE EXTENSION hstore'; END $$;
    CREATE EXTENSION IF NOT EXISTS "Mixed Case";
    DROP EXTENSION ltree; COMMENT ON EXTENSION pgcrypto IS 'x'; CREATE EXTENSION citext;
    SELECT recreate extension nothing;`;
  expect(requestedExtensions(text)).toEqual(['Mixed Case', 'citext', 'hstore', 'pg_trgm', 'uuid-ossp']);
});

test('reads a long text without a request in one pass', () => {
  expect(requestedExtensions(`CREATE ${' \n--x\n'.repeat(200_000)}`)).toEqual([]);
});
