import { columnId, FailureError, typeId } from '@rowpact/model';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Registry } from '../registry.js';
import { readRegistry } from './read-registry.js';

// A case is a folder with a registry and what reading it answers. UPDATE_GOLDENS=1 writes the answers anew.
const CASES = join(import.meta.dirname, '../cases');
const cases = readdirSync(CASES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('reading a registry', () => {
  test.each(cases.map((entry) => entry.name))('case %s', async (name) => {
    const golden = join(CASES, name, 'expected.json');
    const answer = `${JSON.stringify(await read(join(CASES, name)), null, 2)}\n`;
    if (process.env['UPDATE_GOLDENS']) writeFileSync(golden, answer);
    expect(answer).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : 'no golden; run with UPDATE_GOLDENS=1');
  });

  test('every failure names a file, a line, a column and what to do', async () => {
    const answers = await Promise.all(cases.map((entry) => read(join(CASES, entry.name))));
    const failures = answers.flatMap((answer) => answer.failures ?? []);
    expect(failures.length).toBeGreaterThan(100);
    for (const failure of failures) {
      expect(failure).toMatchObject({ code: 'registry-invalid', hint: expect.stringMatching(/.\.$|.\?$/u) });
      expect(failure.location).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
    }
  });

  test('no failure repeats a password', async () => {
    const { failures } = await read(join(CASES, 'a-password-in-the-registry'));
    expect(failures).toHaveLength(5);
    expect(JSON.stringify(failures)).not.toMatch(/hunter2/u);
  });
});

describe('a registry on a disk of its own', () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  function write(files: Readonly<Record<string, string>>): string {
    const root = mkdtempSync(join(tmpdir(), 'rowpact-registry-'));
    folders.push(root);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return root;
  }

  const producer = (name: string): string => `version: 1\nproducer: ${name}\nschema: { file: s.sql }\n`;

  test('refuses producers whose names differ only in case', async () => {
    const root = write({
      'registry/League/producer.yaml': producer('League'),
      'registry/league/producer.yaml': producer('league'),
    });
    if (readdirSync(join(root, 'registry')).length === 1) return; // this file system refuses them itself
    const { failures } = await read(root);
    expect(failures).toMatchObject([
      { message: expect.stringContaining('differs from "League"'), location: { line: 2 } },
    ]);
  });

  test('refuses the names of Windows devices', async () => {
    const root = write({ 'registry/nul.league/producer.yaml': producer('nul.league') });
    const { failures } = await read(root);
    expect(failures).toMatchObject([{ message: expect.stringContaining('no device of Windows') }]);
  });

  test('refuses a document nested a hundred thousand deep', async () => {
    const root = write({ 'registry/league/producer.yaml': '['.repeat(100_000) });
    const { failures } = await read(root);
    expect(failures?.[0]?.code).toBe('registry-invalid');
  });

  test('says that there is no registry', async () => {
    const root = write({});
    await expect(readRegistry(join(root, 'registry'))).rejects.toMatchObject({
      failures: [{ code: 'registry-not-found' }],
    });
  });

  test('says that a folder is where a file should be', async () => {
    const root = write({ 'registry/league/producer.yaml/not-a-file.txt': '' });
    const { failures } = await read(root);
    expect(failures).toMatchObject([
      {
        message: 'the document: expected a file, found a folder',
        location: { file: 'registry/league/producer.yaml', line: 1 },
      },
    ]);
  });

  describe('about some consumers', () => {
    const contract = (consumer: string, source = consumer): string =>
      `version: 1\nconsumer: ${consumer}\nproducer: league\nsource: ${source}\nrelations: {}\ngenerate: { file: a.ts, driver: pg }\n`;
    const files = (contracts: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
      'registry/league/producer.yaml': producer('league'),
      ...Object.fromEntries(
        Object.entries(contracts).map(([name, text]) => [`registry/league/consumers/${name}.yaml`, text]),
      ),
    });

    test('leaves out what others have wrong, and says whom', async () => {
      const root = write(files({ coach: contract('coach'), web: 'version: [', wide: contract('other') }));
      const [league] = (await readRegistry(join(root, 'registry'), { consumers: ['coach'] })).producers;
      expect(league?.contracts.map((one) => one.contract.consumer)).toEqual(['coach']);
      expect(league?.leftOut).toEqual(['web', 'wide']);
    });

    test('fails over what they have wrong themselves, and over what is wrong with them and another', async () => {
      const root = write(files({ coach: 'version: [', web: contract('web') }));
      await expect(readRegistry(join(root, 'registry'), { consumers: ['coach'] })).rejects.toThrow();
      const same = write(
        files({ coach: contract('coach', 'apps'), web: contract('web', 'apps'), wide: contract('wide') }),
      );
      await expect(readRegistry(join(same, 'registry'), { consumers: ['coach'] })).rejects.toMatchObject({
        failures: [{ message: expect.stringContaining('expected a file of its own') }],
      });
      expect((await readRegistry(join(same, 'registry'), { consumers: ['wide'] })).producers).toHaveLength(1);
    });
  });

  test('points at the entry of a column, however its relation is written', async () => {
    const contract =
      'version: 1\nconsumer: coach\nproducer: league\nsource: .\nrelations:\n  Public.PLAYERS:\n    read:\n      - id\n      - team_id\n    write: [name]\ngenerate:\n  file: a.ts\n  driver: pg\n  # of ids\n  types:   { bigint: bigint }\n  columns: { public.players.id: string }\n';
    const root = write({
      'registry/league/producer.yaml': producer('league'),
      'registry/league/consumers/coach.yaml': contract,
    });
    const [league] = (await readRegistry(join(root, 'registry'))).producers;
    const coach = league?.contracts[0];
    const players = coach?.contract.relations[0]?.relation;
    if (!coach || !players) throw new Error('the contract was not read');
    expect(coach.path).toBe('registry/league/consumers/coach.yaml');
    expect(coach.pathOf({ relation: players, column: 'team_id' })).toEqual(['relations', 'Public.PLAYERS', 'read', 1]);
    expect(coach.locate({ relation: players, column: 'team_id' })).toEqual({ file: coach.file, line: 9, column: 9 });
    expect(coach.locate({ relation: players, column: 'name' })).toMatchObject({ line: 10, column: 13 });
    expect(coach.locate({ relation: players })).toMatchObject({ line: 6, column: 3 });
    expect(coach.pathOf({ relation: players, column: 'division' })).toBeNull();
    expect(coach.locate({ relation: players, column: 'division' })).toMatchObject({ line: 6, column: 3 });
    expect(coach.locate({ override: typeId('pg_catalog', 'int8') })).toMatchObject({ line: 15, column: 14 });
    expect(coach.locate({ override: columnId(players, 'id') })).toMatchObject({ line: 16, column: 14 });
    expect(coach.locate(['relations', 'Public.PLAYERS', 'read', 7])).toMatchObject({ line: 7, column: 5 });
  });
});

interface Answer {
  readonly registry?: unknown;
  readonly failures?: readonly { readonly code: string; readonly location?: { readonly file: string } | undefined }[];
}

/** What reading answers, with paths relative to the case. */
async function read(root: string): Promise<Answer> {
  try {
    return { registry: shown(await readRegistry(join(root, 'registry'))) };
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const failures = error.failures.map(({ location, ...failure }) => ({
      ...failure,
      message: failure.message.replaceAll(`${root}/`, ''),
      location: location && { ...location, file: location.file.replace(`${root}/`, '') },
    }));
    return { failures };
  }
}

function shown(registry: Registry): unknown {
  return registry.producers.map(({ producer, path, contracts }) => ({
    path,
    producer,
    contracts: contracts.map(({ contract, path: contractPath }) => ({ path: contractPath, contract })),
  }));
}
