import type { FileChange } from '@rowpact/model';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyFileChanges } from '../files/apply-file-changes.js';
import { westside } from '../testing/uses.js';
import { eligibleVersions, planDeployment, readDeployedUse, readDeployments, type Deployment } from './index.js';

let root = '';
let directory = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rowpact-deployments-'));
  directory = join(root, 'registry');
  mkdirSync(join(directory, 'basketball-api'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const FOLDER = 'basketball-api/deployments';
const [A, B, C] = ['aaaaaaa', 'bbbbbbb', 'ccccccc'] as const;
const policy = { rollbackVersions: 1 };

async function deploy(sha: string, given: Partial<Deployment> = {}): Promise<readonly FileChange[]> {
  const deployments = await readDeployments(directory, 'basketball-api');
  const changes = planDeployment({
    ...{ deployments, record: westside, sha, environment: 'production', day: '2026-11-22', policy },
    ...given,
  });
  await applyFileChanges(root, changes);
  return changes;
}

async function running(): Promise<readonly string[]> {
  const { versions } = await readDeployments(directory, 'basketball-api');
  return versions.map(({ environment, sha, recorded }) => `${environment} ${sha} ${recorded}`);
}

/** The same consumer with one statement less. */
const cleaned = { ...westside, statements: westside.statements.slice(1) };

describe('what runs', () => {
  test('is nothing where nothing was recorded', async () => {
    expect(await readDeployments(directory, 'basketball-api')).toEqual({ versions: [], records: [] });
  });

  test('is recorded with the statements of that version, a line for each version', async () => {
    await deploy(A);
    const text = readFileSync(join(directory, FOLDER, 'westside-contracts.json'), 'utf8');
    expect(text.split('\n').slice(0, 4).join('\n')).toBe(
      '{\n  "format": 1,\n  "consumer": "westside-contracts",\n  "versions": [',
    );
    const [version] = (await readDeployments(directory, 'basketball-api')).versions;
    expect(version).toMatchObject({
      consumer: 'westside-contracts',
      environment: 'production',
      sha: A,
      recorded: '2026-11-22',
    });
    if (!version) throw new Error('nothing was recorded');
    expect(await readDeployedUse(directory, 'basketball-api', version)).toEqual(westside);
  });

  test('is not recorded twice', async () => {
    const first = await deploy(A);
    expect(await deploy(A.toUpperCase(), { day: '2026-12-24' })).toEqual(first);
    expect(await running()).toEqual([`production ${A} 2026-11-22`]);
  });

  test('is recorded anew where its statements turn out to be others', async () => {
    await deploy(A);
    await deploy(A, { record: cleaned, day: '2026-11-23' });
    expect(await running()).toEqual([`production ${A} 2026-11-23`]);
    expect(readdirSync(join(directory, FOLDER, 'westside-contracts'))).toHaveLength(1);
  });

  test('keeps what a rollback may bring back, by environment, and no more', async () => {
    await deploy(A, { day: '2026-11-01' });
    await deploy(B, { day: '2026-11-02', record: cleaned });
    await deploy(A, { day: '2026-11-03', environment: 'staging' });
    await deploy(C, { day: '2026-11-04', record: cleaned });
    expect(await running()).toEqual([
      `production ${B} 2026-11-02`,
      `production ${C} 2026-11-04`,
      `staging ${A} 2026-11-03`,
    ]);
    expect(readdirSync(join(directory, FOLDER, 'westside-contracts'))).toHaveLength(2);
    await deploy(C, { day: '2026-11-05', environment: 'staging', record: cleaned, policy: { rollbackVersions: 0 } });
    expect(await running()).toEqual([`production ${C} 2026-11-04`, `staging ${C} 2026-11-05`]);
    expect(readdirSync(join(directory, FOLDER, 'westside-contracts'))).toHaveLength(1);
  });

  test('is the earlier version after a rollback', async () => {
    await deploy(A, { day: '2026-11-01' });
    await deploy(B, { day: '2026-11-02' });
    await deploy(A, { day: '2026-11-03' });
    expect(await running()).toEqual([`production ${B} 2026-11-02`, `production ${A} 2026-11-03`]);
  });

  test('leaves other consumers alone', async () => {
    await deploy(A, { record: { ...westside, consumer: 'notifier' } });
    await deploy(B);
    const { versions, records } = await readDeployments(directory, 'basketball-api');
    expect(versions.map(({ consumer, sha }) => `${consumer} ${sha}`)).toEqual([
      `notifier ${A}`,
      `westside-contracts ${B}`,
    ]);
    expect(records).toHaveLength(2);
    expect(eligibleVersions([...versions].reverse(), policy)).toEqual(versions);
  });

  test.each([
    [{ sha: 'v1.2.3' }, 'commit: expected a git commit'],
    [{ sha: 'abc' }, 'commit: expected a git commit'],
    [{ environment: '../production' }, 'environment: expected the name of an environment'],
    [{ environment: 'con' }, 'environment: expected a name that is no device'],
    [{ day: '2026-02-30' }, 'day: expected a day'],
    [{ record: { ...westside, consumer: 'notifier.json' } }, 'consumer: expected a name that does not end in .json'],
  ])('is refused for %j', async (given, message) => {
    await expect(deploy(A, given)).rejects.toMatchObject({
      failures: [{ code: 'deployment-invalid', message: expect.stringContaining(message) }],
    });
  });
});

describe('deployments that are none', () => {
  test.each([
    ['{ "format": 2, "consumer": "coach", "versions": [] }', 'format: expected 1'],
    ['{ "format": 1, "consumer": "notifier", "versions": [] }', 'consumer: expected "coach"'],
    [
      '{ "format": 1, "consumer": "coach", "versions": [{ "environment": "p", "sha": "x" }] }',
      'versions[0].sha: expected a git commit',
    ],
    ['{ "format": 1, "consumer": "coach", "version": [] }', 'version: expected one of the keys'],
    ['<<<<<<< ours\n', 'found a merge conflict'],
    ['{', 'expected JSON'],
  ])('%s', async (text, message) => {
    mkdirSync(join(directory, FOLDER), { recursive: true });
    for (const name of ['coach.json', 'README.md']) writeFileSync(join(directory, FOLDER, name), text);
    await expect(readDeployments(directory, 'basketball-api')).rejects.toMatchObject({
      failures: [
        { code: 'deployment-invalid', message: expect.stringContaining(message), location: expect.anything() },
      ],
    });
  });

  test('a record that was edited or is gone is not taken for the version', async () => {
    await deploy(A);
    const [version] = (await readDeployments(directory, 'basketball-api')).versions;
    if (!version) throw new Error('nothing was recorded');
    const file = join(directory, FOLDER, 'westside-contracts', `${version.statements}.statements.json`);
    const read = (): Promise<unknown> => readDeployedUse(directory, 'basketball-api', version);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
    await expect(read()).resolves.toEqual(westside);
    writeFileSync(file, readFileSync(file, 'utf8').replace('players', 'teams'));
    await expect(read()).rejects.toMatchObject({ failures: [{ code: 'deployment-invalid' }] });
    rmSync(file);
    await expect(read()).rejects.toMatchObject({ failures: [{ message: expect.stringContaining('is not there') }] });
  });
});
