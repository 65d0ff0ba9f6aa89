import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { scanOptions } from '../rows/testing/row-cases.js';
import { findRowTypes } from './find-row-types.js';

test('a file that nests too deeply to be walked is named, and the types of the others are still found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'row-types-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const declared =
    "interface Player { id: number }\nconst { rows } = await pool.query<Player>('SELECT * FROM players');\n";
  writeFileSync(join(folder, 'deep.ts'), `${declared}const sum = ${'1 + '.repeat(60_000)}1;\n`);
  writeFileSync(join(folder, 'plain.ts'), declared);
  const statements = ['deep.ts', 'plain.ts'].map((file) => ({ place: { file, line: 2, column: 43 } }));
  const notes: string[] = [];
  const found = await findRowTypes(scanOptions(folder), statements, (note) => notes.push(note));
  expect(found.map(({ name, location, statements: typed }) => [name, location.file, typed.length])).toEqual([
    ['Player', 'plain.ts', 1],
  ]);
  expect(notes).toEqual([
    'deep.ts:2 is used in code that is nested too deeply: types of its rows may be missing',
    'deep.ts is nested too deeply: row types that it declares are not seen',
  ]);
});
