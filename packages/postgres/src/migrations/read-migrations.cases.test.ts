import { FailureError, type MigrationsSource, type SchemaFileSource } from '@rowpact/model';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { controlsTransactions } from './controls-transactions.js';
import type { Migration } from './migration.js';
import { readMigrations } from './read-migrations.js';
import { splitMigration } from './split-statements.js';

// A case is a folder: what a producer has, `source.json` with what is not default in producer.yaml, and `expected.json`.
// UPDATE_GOLDENS=1 writes what is expected anew.
const CASES = fileURLToPath(new URL('./cases/', import.meta.url));

interface SourceSettings extends Partial<Omit<MigrationsSource, 'kind'>> {
  readonly file?: string;
}

describe('reading a producer’s migrations', () => {
  const names = readdirSync(CASES).sort();
  test('finds the cases', () => {
    expect(names.length).toBeGreaterThan(35);
  });
  test.each(names)('%s', async (name) => {
    const folder = join(CASES, name);
    const actual = await outcome(sourceOf(folder), folder);
    const golden = join(folder, 'expected.json');
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(golden, `${JSON.stringify(actual, null, 2)}\n`);
    expect(actual).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });
});

function sourceOf(folder: string): MigrationsSource | SchemaFileSource {
  const file = join(folder, 'source.json');
  const settings = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SourceSettings) : {}; // written for this test
  if (settings.file !== undefined) return { kind: 'schema file', file: settings.file };
  return { kind: 'migrations', folder: 'migrations', ignore: [], order: null, placeholders: {}, ...settings };
}

async function outcome(source: MigrationsSource | SchemaFileSource, root: string): Promise<unknown> {
  try {
    const plan = await readMigrations(source, root);
    return { migrations: plan.migrations.map(describeMigration), ignored: plan.ignored, notes: plan.notes };
  } catch (error) {
    if (error instanceof FailureError) return { failures: error.failures };
    throw error;
  }
}

function describeMigration(migration: Migration): unknown {
  const { path, label, version, transaction } = migration;
  const statements = splitMigration(migration);
  return {
    ...{ path, label, version, transaction, controlsTransactions: controlsTransactions(statements) },
    statements: statements.map(({ text, line, column, keyword, copyData, file }) => ({
      at: `${file ?? ''}:${String(line)}:${String(column)} ${keyword}`,
      text,
      ...(copyData === null ? {} : { copyData }),
    })),
  };
}
