import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConsumers, plainName } from './find-consumers.js';
import { findMigrations } from './find-migrations.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rowpact-init-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function files(...paths: readonly (string | readonly [string, string])[]): Promise<void> {
  for (const entry of paths) {
    const [path, text] = typeof entry === 'string' ? [entry, ''] : entry;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

describe('looking for migrations', () => {
  it('puts the folder that is named after them first, though another has more SQL', async () => {
    await files('db/migrations/001_teams.sql', 'reports/a.sql', 'reports/b.sql', 'reports/c.sql');
    expect((await findMigrations(root)).map(({ folder }) => folder)).toEqual(['db/migrations', 'reports']);
  });

  it('counts a folder per migration as one migration of the folder above', async () => {
    await files('prisma/migrations/20240101_teams/migration.sql', 'prisma/migrations/20240201_players/migration.sql');
    expect(await findMigrations(root)).toEqual([{ folder: 'prisma/migrations', files: 2 }]);
  });

  it('never looks into node_modules, and takes no down-migrations for migrations', async () => {
    await files('node_modules/x/migrations/001.sql', 'migrations/001_teams.down.sql');
    expect(await findMigrations(root)).toEqual([]);
  });
});

describe('looking for consumers', () => {
  it('finds the packages with a PostgreSQL driver, and which one it is', async () => {
    await files(
      ['web/package.json', '{"name":"@westside/web","dependencies":{"pg":"8"}}'],
      ['worker/package.json', '{"name":"worker","dependencies":{"postgres":"3"}}'],
      ['stats/package.json', '{"name":"stats","dependencies":{"kysely":"0.28"}}'],
      ['site/package.json', '{"name":"site"}'],
      ['broken/package.json', '{'],
    );
    expect(await findConsumers(root)).toEqual([
      { name: 'stats', folder: 'stats', driver: 'pg', kysely: true },
      { name: 'web', folder: 'web', driver: 'pg', kysely: false },
      { name: 'worker', folder: 'worker', driver: 'postgres', kysely: false },
    ]);
  });

  it('makes a plain name of any package name', () => {
    expect(['@westside/web', 'a b', '..', ''].map(plainName)).toEqual(['web', 'a-b', 'service', 'service']);
  });
});
