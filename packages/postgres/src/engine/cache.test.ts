import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultCacheDirectory } from './cache-directory.js';
import { clearCache, describeCache, openCache } from './cache.js';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowpact-cache-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const key = (name: string): string => Buffer.from(name).toString('hex').padEnd(64, '0');
const body = (size: number): Buffer => Buffer.alloc(size, 'basketball');

describe('a cache', () => {
  test('answers what was written, in a folder that it makes', async () => {
    const cache = openCache({ directory: join(directory, 'not/there/yet') });
    expect(await cache.read('state', key('teams'))).toBeNull();
    await cache.write('state', key('teams'), body(9));
    expect(await cache.read('state', key('teams'))).toEqual(body(9));
    expect(await cache.read('snapshot', key('teams'))).toBeNull();
    expect(await cache.has('state', [key('teams'), key('players')])).toEqual(new Set([key('teams')]));
    expect(cache.notes()).toEqual([]);
  });

  test.each([
    ['cut short', (file: Buffer) => file.subarray(0, -1)],
    ['empty', () => Buffer.alloc(0)],
    ['grown', (file: Buffer) => Buffer.concat([file, Buffer.from('!')])],
    [
      'changed in one bit',
      (file: Buffer) => Buffer.concat([file.subarray(0, -1), Buffer.from([(file.at(-1) ?? 0) ^ 1])]),
    ],
  ])('throws away an entry that was %s', async (_how, damage) => {
    const cache = openCache({ directory });
    await cache.write('state', key('teams'), body(90));
    const path = join(directory, `${key('teams')}.state`);
    await writeFile(path, damage(await readFile(path)));
    expect(await cache.read('state', key('teams'))).toBeNull();
    expect(cache.notes()).toHaveLength(1);
    expect(await readdir(directory)).toEqual([]);
  });

  test('keeps below its bound by dropping what was longest unused', async () => {
    let now = 0;
    const cache = openCache({ directory, maxBytes: 3500, now: () => new Date((now += 1000)) });
    for (const name of ['teams', 'players', 'scores']) await cache.write('state', key(name), body(1000));
    await cache.read('state', key('teams'));
    await cache.write('state', key('jerseys'), body(1000));
    const kept = await cache.has('state', ['teams', 'players', 'scores', 'jerseys'].map(key));
    expect(kept).toEqual(new Set([key('teams'), key('scores'), key('jerseys')]));
    await cache.write('state', key('too big'), body(4000));
    expect(await describeCache(directory)).toEqual({ entries: 3, bytes: 3 * 1040 });
  });

  test('sweeps what killed processes left, and nothing of those that live or run elsewhere', async () => {
    const dead = `tmp-${hostname()}-999999999-1`;
    const [alive, elsewhere, old] = [
      `tmp-${hostname()}-${String(process.ppid)}-1`,
      'tmp-other-host-7-1',
      'tmp-other-8-1',
    ];
    for (const name of [dead, alive, elsewhere, old]) await writeFile(join(directory, name), 'half');
    await utimes(join(directory, old), 0, 0);
    await openCache({ directory }).write('state', key('teams'), body(1));
    expect((await readdir(directory)).sort()).toEqual([`${key('teams')}.state`, alive, elsewhere].sort());
  });

  test('that cannot be written is a note and no failure', async () => {
    await writeFile(join(directory, 'file'), '');
    const cache = openCache({ directory: join(directory, 'file', 'cache') });
    await cache.write('state', key('teams'), body(1));
    await cache.write('state', key('players'), body(1));
    expect(await cache.read('state', key('teams'))).toBeNull();
    expect(cache.notes()).toEqual([
      `the cache in ${join(directory, 'file', 'cache')} cannot be written (ENOTDIR): working without it`,
    ]);
  });

  test('that is switched off neither reads nor writes', async () => {
    await openCache({ directory }).write('state', key('teams'), body(1));
    const cache = openCache({ directory, enabled: false });
    await cache.write('state', key('players'), body(1));
    expect(await cache.read('state', key('teams'))).toBeNull();
    expect(await readdir(directory)).toHaveLength(1);
  });
});

test('clearing removes the entries and leaves the files of others', async () => {
  await openCache({ directory }).write('state', key('teams'), body(1));
  await writeFile(join(directory, 'notes.txt'), 'mine');
  expect(await clearCache(directory)).toEqual({ entries: 1, bytes: 41 });
  expect(await readdir(directory)).toEqual(['notes.txt']);
  expect(await clearCache(join(directory, 'nowhere'))).toEqual({ entries: 0, bytes: 0 });
});

test('the folder is the one in ROWPACT_CACHE_DIR, else one of the system', () => {
  expect(defaultCacheDirectory({ ROWPACT_CACHE_DIR: '/league/cache' })).toBe('/league/cache');
  expect(defaultCacheDirectory({ ROWPACT_CACHE_DIR: '' })).toMatch(/rowpact/);
});
