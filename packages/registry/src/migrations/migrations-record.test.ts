import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { migrationsRecordFile, parseMigrationsRecord, printMigrationsRecord, readMigrationsRecord } from './index.js';

const MIGRATIONS = [
  { label: '002_teams', version: '002', hash: 'b1' },
  { label: '001_players', version: null, hash: 'a0' },
];
const FILE = 'registry/basketball-api/migrations.json';

describe('the migrations behind a snapshot', () => {
  test('stand in the order in which they ran, a line each', () => {
    const text = printMigrationsRecord(MIGRATIONS);
    expect(text).toBe(
      `{
  "format": 1,
  "migrations": [
    { "label": "002_teams", "version": "002", "hash": "b1" },
    { "label": "001_players", "version": null, "hash": "a0" }
  ]
}
`,
    );
    expect(parseMigrationsRecord(text, FILE)).toEqual(MIGRATIONS);
    expect(migrationsRecordFile('basketball-api', MIGRATIONS)).toEqual({ path: FILE, content: text });
  });

  test('are not known where nobody recorded them', async () => {
    const root = mkdtempSync(join(tmpdir(), 'rowpact-migrations-'));
    const directory = join(root, 'registry');
    expect(await readMigrationsRecord(directory, 'basketball-api')).toBeNull();
    mkdirSync(join(directory, 'basketball-api'), { recursive: true });
    writeFileSync(join(root, FILE), printMigrationsRecord([]));
    expect(await readMigrationsRecord(directory, 'basketball-api')).toEqual([]);
    rmSync(root, { recursive: true });
  });

  test.each([
    [printMigrationsRecord([...MIGRATIONS, ...MIGRATIONS]), 'migrations[2].label: expected each migration once'],
    ['{ "format": 1, "migrations": [{ "label": "" }] }', 'migrations[0].label: expected text'],
    ['{\n  "migrations": [\n<<<<<<< ours\n', 'found a merge conflict'],
  ])('%j are none', (text, message) => {
    const parse = (): unknown => parseMigrationsRecord(text, FILE);
    expect(parse).toThrow(message);
    expect(parse).toThrow(
      expect.objectContaining({ failures: [expect.objectContaining({ code: 'snapshot-invalid' })] }),
    );
  });
});
