import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LeagueMigration } from './league-migrations.js';

/** Names that every workspace shares; paths are relative to its folder. */
export const LEAGUE = {
  producer: 'league',
  consumer: 'box-office',
  databaseVariable: 'LEAGUE_DATABASE_URL',
  migrations: 'league/migrations',
  module: 'box-office/src/database.gen.ts',
  /** What the tool writes into the registry. */
  written: ['registry/league/schema', 'registry/.schemas'],
} as const;

export type LeagueSource = 'database' | 'migrations';

/** A folder with a registry as a user has it: one producer, and one consumer that uses all its relations. */
export async function createWorkspace(
  folder: string,
  source: LeagueSource,
  relations: readonly string[],
): Promise<void> {
  const files: readonly (readonly [string, string])[] = [
    ['registry/league/producer.yaml', producerYaml(source)],
    [`registry/league/consumers/${LEAGUE.consumer}.yaml`, contractYaml(relations)],
    ['box-office/package.json', '{ "name": "box-office", "private": true, "type": "module" }\n'],
  ];
  for (const [path, text] of files) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Adds files to the workspace's migrations folder. */
export async function addMigrations(folder: string, migrations: readonly LeagueMigration[]): Promise<void> {
  await mkdir(join(folder, LEAGUE.migrations), { recursive: true });
  for (const { file, sql } of migrations) await writeFile(join(folder, LEAGUE.migrations, file), sql);
}

function producerYaml(source: LeagueSource): string {
  const schema =
    source === 'database' ? `  database:\n    env: ${LEAGUE.databaseVariable}` : `  migrations: ${LEAGUE.migrations}`;
  return `version: 1\nproducer: ${LEAGUE.producer}\nowners: ["@league/data"]\nschema:\n${schema}\n`;
}

// Kysely's Database is asked for too: it is what the peer writes.
function contractYaml(relations: readonly string[]): string {
  const entries = relations.map((relation) => `  ${relation}:\n    read: "*"\n`);
  return `version: 1
consumer: ${LEAGUE.consumer}
producer: ${LEAGUE.producer}
owners: ["@league/box-office"]
source: box-office
generate:
  file: src/database.gen.ts
  driver: pg
  expose: all
  kysely: true
relations:
${entries.join('')}`;
}
