import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const CASES = fileURLToPath(new URL('../cases/', import.meta.url));

/** Compares with what was looked at and committed; `UPDATE_GOLDENS=1` writes it anew. */
export async function expectGolden(name: string, file: string, text: string): Promise<void> {
  const path = join(CASES, name, file);
  if (process.env.UPDATE_GOLDENS === '1') {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  expect(text).toBe(await readFile(path, 'utf8'));
}
