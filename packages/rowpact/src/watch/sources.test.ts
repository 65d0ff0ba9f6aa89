import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Sources } from './sources.js';

let root: string;
let sources: Sources;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rowpact-sources-'));
  write({
    'registry/league/producer.yaml': 'version: 1\nproducer: league\nschema:\n  migrations: db\n',
    'registry/league/consumers/web.yaml': contract('web', true),
    'registry/league/consumers/app.yaml': contract('app', false),
    'db/1_teams.sql': '',
    'web/.gitignore': 'generated/\n',
    'web/.git/HEAD': '',
    'web/package.json': '{}',
    'web/src/teams.ts': '',
    'web/src/rows.gen.ts': '',
    'web/src/players.sql': '',
    'web/src/players.queries.ts': '',
    'web/src/rows.statements.gen.ts': '',
    'web/node_modules/pg/index.js': '',
    'web/dist/teams.js': '',
    'web/generated/client.ts': '',
    'app/src/teams.ts': '',
  });
  sources = new Sources({ cwd: root, env: {}, registry: join(root, 'registry') }, root, () => undefined);
});
afterEach(() => {
  sources.close();
  rmSync(root, { recursive: true, force: true });
});

function contract(consumer: string, statements: boolean): string {
  const generate = `generate:\n  file: src/rows.gen.ts\n  driver: pg\n  statements: ${statements}\n`;
  return `version: 1\nconsumer: ${consumer}\nproducer: league\nsource: ${consumer}\n${generate}relations: {}\n`;
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const changed = (): readonly string[] => sources.changed().map((path) => path.slice(root.length + 1));

/** How many folders this process watches; one that was closed is gone at the end of a turn. */
async function watched(): Promise<number> {
  for (let turn = 0; turn < 2; turn += 1) await setImmediate();
  return process.getActiveResourcesInfo().filter((name) => name === 'FSEventWrap').length;
}

describe('the sources of generate', () => {
  it.each([
    'registry/league/producer.yaml',
    'registry/league/consumers/new.yaml',
    'registry/cup/producer.yaml',
    'registry/league/pin.json',
    'db/1_teams.sql',
    'db/deeper/2_players.sql',
    'web/src/teams.ts',
    'web/src/routes/build/page.svelte',
    'web/src/players.sql',
    'web/src/own.queries.ts',
  ])('have %s among them', async (path) => {
    await sources.see();
    const stirred = sources.stirred();
    write({ [path]: 'changed' });
    await stirred;
    expect(changed()).toEqual([path]);
    await sources.see();
    expect(changed()).toEqual([]);
  });

  it.each([
    'registry/league/schema/public.teams.json',
    'registry/.schemas/contract.schema.json',
    'registry/league/migrations.json',
    'registry/league/README.md',
    'db/.1_teams.sql.swp',
    'web/src/rows.gen.ts',
    'web/src/rows.statements.gen.ts',
    'web/src/players.queries.ts',
    'web/src/.rowpact-1-0.tmp',
    'web/node_modules/pg/index.js',
    'web/dist/teams.js',
    'web/generated/client.ts',
    'web/.git/index',
    'app/src/teams.ts',
  ])('have no %s among them', async (path) => {
    await sources.see();
    write({ [path]: 'changed' });
    expect(changed()).toEqual([]);
  });

  it('stay what they were while the registry has mistakes', async () => {
    await sources.see();
    write({ 'registry/league/producer.yaml': 'version: [' });
    await sources.see();
    write({ 'db/1_teams.sql': 'changed' });
    expect(changed()).toEqual(['db/1_teams.sql']);
  });

  it('have what a plan read besides, until the next one reads it no more', async () => {
    await sources.see();
    write({ 'elsewhere/teams.sql': 'one' });
    sources.add([join(root, 'elsewhere/teams.sql'), join(root, 'db')]);
    expect(changed()).toEqual([]);
    write({ 'elsewhere/teams.sql': 'two!' });
    expect(changed()).toEqual(['elsewhere/teams.sql']);
    sources.add([join(root, 'db')]);
    expect(changed()).toEqual([]);
  });

  it('are known again after every folder was away, and no watcher is left of it', async () => {
    const before = await watched();
    await sources.see();
    const usual = await watched();
    expect(usual).toBeGreaterThan(before);
    for (let round = 0; round < 50; round += 1) {
      renameSync(join(root, 'web'), join(root, 'away'));
      await sources.see();
      renameSync(join(root, 'away'), join(root, 'web'));
      rmSync(join(root, 'db'), { recursive: true });
      write({ 'db/1_teams.sql': String(round) });
      await sources.see();
    }
    expect(await watched()).toBe(usual);
    const stirred = sources.stirred();
    write({ 'web/src/teams.ts': 'changed' });
    await stirred;
    expect(changed()).toEqual(['web/src/teams.ts']);
    sources.close();
    expect(await watched()).toBe(before);
  });
});
