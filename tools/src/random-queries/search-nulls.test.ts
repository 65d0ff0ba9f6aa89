import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSchema } from '../corpus/open-schema.js';
import { SCHEMA } from './schema.js';
import { searchNulls } from './search-nulls.js';

/** The same in every run of CI; `npm run corpus` takes new ones, and more. */
const SEED = 20_261_130;
const STATEMENTS = 1000;

it(`finds no NULL in a column called not null and no JSON of another shape, in ${STATEMENTS} random statements (seed ${SEED})`, async () => {
  const cache = await mkdtemp(join(tmpdir(), 'rowpact-random-'));
  const database = await openSchema(SCHEMA, cache);
  try {
    const found = await searchNulls(database, { seed: SEED, statements: STATEMENTS });
    expect(found.counterexamples).toEqual([]);
    // What is not taken, does not run or is never called not null shows nothing.
    expect(found.taken).toBeGreaterThan(STATEMENTS * 0.9);
    expect(found.ran).toBeGreaterThan(STATEMENTS * 0.9);
    expect(found.proven).toBeGreaterThan(found.columns * 0.4);
    expect(found.seen).toBeGreaterThan(found.proven * 0.5);
    expect(found.shaped).toBeGreaterThan(STATEMENTS * 0.3);
    expect(found.shapesSeen).toBeGreaterThan(found.shaped * 0.5);
  } finally {
    await database.close();
    await rm(cache, { recursive: true, force: true });
  }
}, 300_000);
