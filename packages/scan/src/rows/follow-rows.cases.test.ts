import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { followRows } from './follow-rows.js';
import { readable, scanOptions, wildcardsIn } from './testing/row-cases.js';

const CASES = join(import.meta.dirname, '../cases/rows');

for (const name of readdirSync(CASES)) {
  test(name, async () => {
    const folder = join(CASES, name);
    const requests = wildcardsIn(folder);
    expect(requests.length).toBeGreaterThan(0);
    const { uses } = await followRows(scanOptions(folder), requests);
    const found = readable(uses);
    const golden = join(folder, 'expected.json');
    if (process.env['UPDATE_GOLDENS']) writeFileSync(golden, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });
}
