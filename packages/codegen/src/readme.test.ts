import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

it('the example of the README runs and gives what it shows', async () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const [example = '', expected = ''] = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
  const folder = mkdtempSync(join(import.meta.dirname, '../readme-example-'));
  try {
    writeFileSync(join(folder, 'example.ts'), example);
    const module = (await import(pathToFileURL(join(folder, 'example.ts')).href)) as {
      readonly text: string;
      readonly missing: readonly unknown[];
    };
    expect(module.text).toBe(expected);
    expect(module.missing).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
