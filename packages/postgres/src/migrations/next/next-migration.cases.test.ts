import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FailureError, type MigrationsSource } from '@rowpact/model';
import { describe, expect, test } from 'vitest';
import { readMigrations } from '../read-migrations.js';
import { nextMigration } from './next-migration.js';

// What comes next in each folder of the cases of reading; `next.json` has what is expected. UPDATE_GOLDENS=1 writes it anew.
const CASES = fileURLToPath(new URL('../cases/', import.meta.url));
const NOW = new Date('2026-11-30T15:30:45.123Z');
const PARTS = {
  title: 'drop players.team_id',
  up: '-- The way forward.\nALTER TABLE players DROP COLUMN team_id;\n',
  down: '-- No way back.\n',
};

const names = readdirSync(CASES)
  .filter((name) => existsSync(join(CASES, name, 'migrations')))
  .sort();

describe('the next migration', () => {
  test('is asked of every case', () => {
    expect(names.length).toBeGreaterThan(30);
  });

  test.each(names)('%s', async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'rowpact-next-'));
    cpSync(join(CASES, name), folder, { recursive: true });
    try {
      const actual = await outcome(sourceOf(folder), folder);
      const golden = join(CASES, name, 'next.json');
      if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(golden, `${JSON.stringify(actual, null, 2)}\n`);
      expect(actual).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function sourceOf(folder: string): MigrationsSource {
  const file = join(folder, 'source.json');
  const settings = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<MigrationsSource>) : {}; // written for the tests
  return { kind: 'migrations', folder: 'migrations', ignore: [], order: null, placeholders: {}, ...settings };
}

/** Plans it, writes it, and reads the folder again: it has to be the last one, and to run the way forward alone. */
async function outcome(source: MigrationsSource, root: string): Promise<unknown> {
  try {
    const { label, files, listedAs, notes } = await nextMigration(source, root, PARTS.title, NOW);
    const written = files(PARTS);
    for (const { path, content } of written) {
      expect(existsSync(join(root, path))).toBe(false);
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    const order = source.order === null || listedAs === null ? null : [...source.order, listedAs];
    const { migrations } = await readMigrations({ ...source, order }, root);
    const read = migrations.find((migration) => migration.path === written[0]?.path);
    expect(read?.label).toBe(label);
    expect(read?.text).toContain('ALTER TABLE players DROP COLUMN team_id;');
    expect(read?.text).not.toContain('No way back');
    expect(migrations.slice(migrations.indexOf(read ?? fail()) + 1).every(({ path }) => path.includes('R__'))).toBe(
      true,
    );
    return { label, files: written, listedAs, notes };
  } catch (error) {
    if (error instanceof FailureError)
      return { failures: error.failures.map(({ code, message }) => ({ code, message })) };
    throw error;
  }
}

function fail(): never {
  throw new Error('the new migration was not read');
}
