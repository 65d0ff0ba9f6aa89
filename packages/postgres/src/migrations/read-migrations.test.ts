import { FailureError, type Failure, type MigrationsSource } from '@rowpact/model';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMigrations } from './read-migrations.js';
import { splitMigration } from './split-statements.js';

// What git cannot hold or would change: links, empty folders, line ends, broken bytes, thousands of files.
let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rowpact-migrations-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const source = (settings: Partial<MigrationsSource> = {}): MigrationsSource => ({
  ...{ kind: 'migrations', folder: 'db', ignore: [], order: null, placeholders: {} },
  ...settings,
});

async function write(path: string, content: string | Buffer = 'SELECT 1;'): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

async function failures(promise: Promise<unknown>): Promise<readonly Failure[]> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof FailureError) return error.failures;
  throw new Error(`no failure: ${String(error)}`);
}

describe('the folder', () => {
  test.each([
    ['is missing', async () => undefined, 'there is no folder db'],
    ['is empty', async () => mkdir(join(root, 'db')), 'db is empty'],
    ['is a file', async () => write('db'), 'db is a file, not a folder of migrations'],
    ['holds no migration', async () => write('db/README.md'), 'db holds no migration: every file in it is left out'],
  ])('%s', async (_what, prepare, message) => {
    await prepare();
    expect(await failures(readMigrations(source(), root))).toMatchObject([{ code: 'migrations-not-found', message }]);
  });

  test('may be the root itself, or lie outside of it', async () => {
    await write('league/001_players.sql');
    const [inside, outside] = [source({ folder: '.' }), source({ folder: '../league' })];
    expect((await readMigrations(inside, join(root, 'league'))).migrations[0]?.path).toBe('001_players.sql');
    await mkdir(join(root, 'registry'));
    expect((await readMigrations(outside, join(root, 'registry'))).migrations[0]?.path).toBe(
      '../league/001_players.sql',
    );
  });

  test('may hold links: a loop ends, a linked folder is read once, and real paths come first', async () => {
    await write('db/2024/001_players.sql');
    await symlink('..', join(root, 'db/2024/loop'));
    await symlink('2024', join(root, 'db/0_latest'));
    await write('shared/002_teams.sql');
    await symlink('../shared', join(root, 'db/2025'));
    await symlink('gone.sql', join(root, 'db/notes.txt'));
    const plan = await readMigrations(source(), root);
    expect(plan.migrations.map((migration) => migration.path)).toEqual([
      'db/2024/001_players.sql',
      'db/2025/002_teams.sql',
    ]);
    expect(plan.ignored).toEqual([
      { path: 'db/0_latest/', reason: 'is the folder 2024, by a link' },
      { path: 'db/2024/loop/', reason: 'is the folder db, by a link' },
      { path: 'db/notes.txt', reason: 'not a .sql file' },
    ]);
  });

  test('may hold a link to nowhere, which is no migration that can be left out', async () => {
    await write('db/001_players.sql');
    await symlink('gone.sql', join(root, 'db/002_teams.sql'));
    expect(await failures(readMigrations(source(), root))).toMatchObject([
      { code: 'migration-unreadable', message: 'db/002_teams.sql cannot be read (ENOENT)' },
    ]);
  });

  test('may hold thousands of files with hostile names', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `${String(1000 - index)}_a "b" 🏀\n${String(index)}.sql`);
    await mkdir(join(root, 'db'));
    await Promise.all([...names, '0001_ü.SQL', '1001_.sql'].map((name) => write(`db/${name}`)));
    const { migrations } = await readMigrations(source(), root);
    expect(migrations.map((migration) => Number(migration.version))).toEqual([
      1,
      ...Array.from({ length: 1001 }, (_, index) => index + 1),
    ]);
  });
});

describe('a file', () => {
  test('that is no UTF-8 text fails with its line, together with all others', async () => {
    await write('db/1.sql', Buffer.from("SELECT 1;\nSELECT '\xe9';", 'latin1'));
    await write('db/2.sql', Buffer.from('SELECT 1;', 'utf16le'));
    await write('db/3.sql', 'PGDMP\u0001');
    await write('db/4.sql', Buffer.from('\ufeffSELECT 4;', 'utf16le'));
    expect((await failures(readMigrations(source(), root))).map((failure) => [failure.code, failure.message])).toEqual([
      ['migration-unreadable', 'db/1.sql:2 holds bytes that are no UTF-8'],
      ['migration-unreadable', 'db/2.sql:1 holds a zero byte: it may be UTF-16'],
      ['migration-unreadable', 'db/3.sql:1 is a binary archive of pg_dump'],
      ['migration-unreadable', 'db/4.sql:1 holds a zero byte: it may be UTF-16'],
    ]);
  });

  test('may have a byte order mark and Windows line ends', async () => {
    await write('db/1.sql', '\ufeff-- migrate:up\r\nSELECT 1;\r\n-- migrate:down\r\nSELECT 2;\r\n');
    const [migration] = (await readMigrations(source(), root)).migrations;
    expect(migration === undefined ? [] : splitMigration(migration)).toMatchObject([
      { text: 'SELECT 1', line: 2, column: 1 },
    ]);
  });

  test('has a hash of what runs, and of nothing else', async () => {
    const hashOf = async (text: string, settings: Partial<MigrationsSource> = {}): Promise<string | undefined> => {
      await write('db/V1__players.sql', text);
      return (await readMigrations(source(settings), root)).migrations[0]?.hash;
    };
    const up = '-- +goose Up\nSELECT 1;\n';
    const hash = await hashOf(`${up}-- +goose Down\nSELECT 2;`);
    expect(await hashOf(`${up}-- +goose Down\nSELECT 3; -- longer`)).toBe(hash);
    expect(await hashOf(`${up}-- +goose NO TRANSACTION`)).not.toBe(hash);
    expect(await hashOf(`${up}SELECT 2;`)).not.toBe(hash);
    const filled = await hashOf('SELECT ${one};', { placeholders: { one: '1' } });
    expect(await hashOf('SELECT 1;')).toBe(filled);
    expect(await hashOf('SELECT ${one};', { placeholders: { one: '2' } })).not.toBe(filled);
    await write('db/players.inc', 'SELECT 1;');
    const included = await hashOf('\\ir players.inc');
    await write('db/players.inc', 'SELECT 2;');
    expect(await hashOf('\\ir players.inc')).not.toBe(included);
  });

  test('keeps a placeholder that no Flyway file name makes one, unless it has a value', async () => {
    await write('db/1.sql', "SELECT '${season}', '${__proto__}', '${tenant}';");
    const [migration] = (await readMigrations(source({ placeholders: { tenant: 'west' } }), root)).migrations;
    expect(migration?.text).toBe("SELECT '${season}', '${__proto__}', 'west';");
  });
});

describe('a schema file', () => {
  test('that is missing or a folder fails', async () => {
    await mkdir(join(root, 'folder'));
    const read = (file: string): Promise<readonly Failure[]> =>
      failures(readMigrations({ kind: 'schema file', file }, root));
    expect(await read('gone.sql')).toMatchObject([
      { code: 'migrations-not-found', message: 'there is no file gone.sql' },
    ]);
    expect(await read('folder')).toMatchObject([{ code: 'migrations-not-found', message: 'folder is no file' }]);
  });

  test('may include one file twice, and reports an open quote in an included file there', async () => {
    await write('schema.sql', "\\ir part.sql\n-- \\ir gone.sql\nSELECT '\n\\ir gone.sql';\n\\ir part.sql");
    await write('part.sql', 'SELECT 1');
    const plan = await readMigrations({ kind: 'schema file', file: 'schema.sql' }, root);
    expect(plan.migrations.flatMap(splitMigration).map((found) => found.file)).toEqual(['part.sql', null, 'part.sql']);
    await write('part.sql', "\nSELECT '");
    const [broken] = (await readMigrations({ kind: 'schema file', file: 'schema.sql' }, root)).migrations;
    const split = async (): Promise<unknown> => (broken === undefined ? null : splitMigration(broken));
    expect(await failures(split())).toMatchObject([{ location: { file: 'part.sql', line: 2, column: 8 } }]);
  });
});
