import { mkdtemp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { benchResults } from './bench-results.js';
import { writeResults } from './write-results.js';

let folder = '';
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'rowpact-results-'))));
afterEach(() => rm(folder, { recursive: true }));

const results = benchResults(
  {
    name: 'season',
    machine: { cpu: 'Abacus', cores: 2, memoryGigabytes: 4, platform: 'linux x64', loadBefore: 0.1 },
    versions: { node: '20.19.0' },
    producer: { tables: 3, views: 1, enums: 1, columns: 90, migrations: 4 },
    consumer: { files: 20, withSql: 2, statements: 10 },
  },
  [
    {
      id: 'home',
      title: 'home',
      items: 220,
      rounds: { warmUps: 1, rounds: 2 },
      samples: [
        { wall: 10, cpu: 8, peak: 70 },
        { wall: 12, cpu: 8, peak: 72 },
      ],
    },
    { id: 'away', title: 'away', rounds: { warmUps: 1, rounds: 1 }, samples: [{ wall: 20, cpu: null, peak: null }] },
  ],
  [{ kind: 'ratio', subject: 'home', peer: 'away', limit: 0.5 }],
);

test('the page names machine, versions, goals and every series', async () => {
  await writeResults(folder, results);
  const page = await readFile(join(folder, 'season.md'), 'utf8');
  expect(page).toContain('- Abacus, 2 cores, 4 GB, linux x64; load before the run 0.1');
  expect(page).toContain('| home | 11 ms | away: 20 ms | 0.55x | <= 0.5x | **missed** |');
  expect(page).toContain('| home | 11 ms | 5 % | 10 ms | 12 ms | 8.0 ms | 71 MB | 20000 | 2 |');
  expect(page).toContain('| away | 20 ms | 0 % | 20 ms | 20 ms |  |  |  | 1 |');
  expect(JSON.parse(await readFile(join(folder, 'season.json'), 'utf8'))).toEqual(results);
});

test('a run of everything is the page that the folder shows first', async () => {
  await writeResults(folder, { ...results, name: 'full' });
  expect(await readdir(folder)).toEqual(['README.md', 'full.json']);
});

test('where one file cannot be written the other is not either, and no draft is left', async () => {
  await mkdir(join(folder, 'season.md.draft', 'in the way'), { recursive: true });
  await expect(writeResults(folder, results)).rejects.toThrow();
  expect(await readdir(folder)).not.toContain('season.json');
});
