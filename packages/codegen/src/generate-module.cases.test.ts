import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Contract, Deprecation, Snapshot } from '@rowpact/model';
import { ESLint, type Linter } from 'eslint';
import { format } from 'prettier';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { generateModule } from './generate-module.js';
import { catalogSnapshot } from './testing/catalog-snapshot.js';

// Each case is a folder: schema.sql, the snapshot.json read from it, contract.json, and expected.ts (with missing.json, and
// with expected.zod.ts where the contract asks for schemas);
// deprecations.json where something is announced to go.
// UPDATE_GOLDENS=1 writes what would be expected, from schema.sql on.
const folder = join(import.meta.dirname, 'cases');
const linter = new ESLint({
  cwd: folder,
  overrideConfigFile: true,
  overrideConfig: [...tseslint.configs.strict, ...tseslint.configs.stylistic] as Linter.Config[],
});
const update = process.env['UPDATE_GOLDENS'] === '1';

describe.each(readdirSync(folder))('case %s', (name) => {
  const path = (file: string): string => join(folder, name, file);

  it('gives the expected module and the expected list of what is missing', { timeout: 120_000 }, async () => {
    if (update && existsSync(path('schema.sql'))) await updateSnapshot(path('schema.sql'), path('snapshot.json'));
    const contract = read(path('contract.json')) as Contract;
    const announced = path('deprecations.json');
    const deprecations = existsSync(announced) ? (read(announced) as readonly Deprecation[]) : [];
    const { text, zod, missing } = generateModule(contract, read(path('snapshot.json')) as Snapshot, deprecations);
    if (update) {
      writeFileSync(path('expected.ts'), text);
      if (zod !== null) writeFileSync(path('expected.zod.ts'), zod);
      writeFileSync(path('missing.json'), json(missing));
    }
    expect(text).toBe(readFileSync(path('expected.ts'), 'utf8'));
    expect(zod).toBe(existsSync(path('expected.zod.ts')) ? readFileSync(path('expected.zod.ts'), 'utf8') : null);
    expect(json(missing)).toBe(readFileSync(path('missing.json'), 'utf8'));
  });

  const modules = ['expected.ts', 'expected.zod.ts'].filter((file) => existsSync(path(file)));

  it.each(modules)('is left unchanged by prettier with its default options (%s)', async (file) => {
    const text = readFileSync(path(file), 'utf8');
    expect(await format(text, { parser: 'typescript' })).toBe(text);
  });

  it.each(modules)(
    'needs no lint directive under the strict and stylistic rules of typescript-eslint (%s)',
    async (file) => {
      const text = readFileSync(path(file), 'utf8');
      const [result] = await linter.lintText(text, { filePath: join(folder, file) });
      const messages = result?.messages.filter(({ ruleId }) => ruleId !== '@typescript-eslint/no-empty-object-type');
      expect(messages).toEqual([]);
      // Only a row without any column is an empty interface.
      expect((result?.messages.length ?? 0) > 0).toBe(text.includes('Row {}'));
    },
  );
});

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function updateSnapshot(schema: string, snapshot: string): Promise<void> {
  const database = await PGlite.create();
  await database.exec(readFileSync(schema, 'utf8'));
  const read = await catalogSnapshot(async (sql) => (await database.query<Record<string, unknown>>(sql)).rows);
  writeFileSync(snapshot, json(read));
  await database.close();
}
