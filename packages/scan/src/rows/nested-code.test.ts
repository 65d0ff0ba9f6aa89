import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { followRows } from './follow-rows.js';
import { PLAYER_COLUMNS, readable, scanOptions } from './testing/row-cases.js';

test('a file that nests too deeply to be walked counts as an escape, and the others are still followed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rows-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const query = "const { rows } = await pool.query('SELECT * FROM players');\n";
  writeFileSync(join(folder, 'deep.ts'), `${query}const sum = ${'1 + '.repeat(60_000)}1;\n`);
  writeFileSync(join(folder, 'plain.ts'), `${query}console.log(rows[0].full_name);\n`);
  const wanted = ['deep.ts', 'plain.ts'].map((file) => ({
    statement: { file, line: 1, column: 35 },
    columns: PLAYER_COLUMNS,
  }));
  const { uses } = await followRows(scanOptions(folder), wanted);
  expect(readable(uses)).toEqual([
    { statement: 'deep.ts:1:35', reads: [], escapes: ['deep.ts:1:35 used in code that is nested too deeply'] },
    { statement: 'plain.ts:1:35', reads: ['full_name plain.ts:2:21'], escapes: [] },
  ]);
});
