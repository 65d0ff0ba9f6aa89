import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

it('the example of the README runs and gives what it shows', async () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const [, example = ''] = /^```ts\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  const [, expected = ''] = /^```json\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  const folder = mkdtempSync(join(import.meta.dirname, '../readme-example-'));
  try {
    writeFileSync(join(folder, 'example.ts'), example);
    const module = (await import(pathToFileURL(join(folder, 'example.ts')).href)) as {
      readonly found: readonly string[];
    };
    expect(module.found).toEqual(JSON.parse(expected));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
