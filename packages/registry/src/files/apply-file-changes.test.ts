import type { FileChange } from '@rowpact/model';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyFileChanges } from './apply-file-changes.js';
import { compareFileChanges } from './compare-file-changes.js';
import type { BoundedChange } from './target-path.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rowpact-files-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string): string {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
  return join(root, path);
}

const rows: FileChange = { path: 'apps/westside/database.gen.ts', content: 'export interface PlayerRow {}\n' };

describe('applying changes', () => {
  test('creates, updates, deletes and leaves alone, and says which', async () => {
    put('registry/league/schema/public.players.json', 'old');
    put('registry/league/schema/public.teams.json', 'same');
    put('registry/league/schema/types/public.status.json', 'gone');
    const changes: readonly FileChange[] = [
      rows,
      { path: 'registry/league/schema/public.players.json', content: 'new' },
      { path: 'registry/league/schema/public.teams.json', content: 'same' },
      { path: 'registry/league/schema/types/public.status.json', content: null },
      { path: 'registry/league/schema/types/never.json', content: null },
    ];
    const states = {
      created: [rows.path],
      updated: ['registry/league/schema/public.players.json'],
      deleted: ['registry/league/schema/types/public.status.json'],
      unchanged: ['registry/league/schema/public.teams.json', 'registry/league/schema/types/never.json'],
    };
    expect(await compareFileChanges(root, changes)).toEqual(states);
    expect(existsSync(join(root, 'apps'))).toBe(false);
    expect(await applyFileChanges(root, changes)).toEqual(states);
    expect(readFileSync(join(root, rows.path), 'utf8')).toBe(rows.content);
    expect(readdirSync(join(root, 'registry/league/schema'))).toEqual(['public.players.json', 'public.teams.json']);
    const again = await applyFileChanges(root, changes);
    expect(again).toEqual({ created: [], updated: [], deleted: [], unchanged: changes.map(({ path }) => path).sort() });
  });

  test('does not touch a file that is as it should be', async () => {
    const file = put(rows.path, rows.content ?? '');
    utimesSync(file, 1_000, 1_000);
    chmodSync(file, 0o444);
    const { ino } = statSync(file);
    await applyFileChanges(root, [rows]);
    expect(statSync(file)).toMatchObject({ mtimeMs: 1_000_000, ino });
  });

  test('keeps the mode of a file that it rewrites', async () => {
    const file = put(rows.path, 'old');
    chmodSync(file, 0o750);
    await applyFileChanges(root, [rows]);
    expect(statSync(file).mode & 0o777).toBe(0o750);
  });

  test('leaves no temporary file and takes none of another process', async () => {
    const other = put(`apps/westside/.rowpact-${process.pid}-0.tmp`, 'of another process');
    await applyFileChanges(root, [rows]);
    expect(readFileSync(other, 'utf8')).toBe('of another process');
    expect(readdirSync(join(root, 'apps/westside'))).toHaveLength(2);
  });

  test('removes folders that deletions leave empty, and no others', async () => {
    put('registry/league/schema/types/a.json', '');
    put('registry/league/notes.md', '');
    mkdirSync(join(root, 'registry/empty'));
    await applyFileChanges(root, [{ path: 'registry/league/schema/types/a.json', content: null }]);
    expect(readdirSync(join(root, 'registry')).sort()).toEqual(['empty', 'league']);
    expect(readdirSync(join(root, 'registry/league'))).toEqual(['notes.md']);
  });

  test('keeps the root even where nothing is left in it', async () => {
    put('a.json', '');
    await applyFileChanges(root, [{ path: 'a.json', content: null }]);
    expect(readdirSync(root)).toEqual([]);
  });

  test('writes a thousand files', async () => {
    const changes = Array.from({ length: 1000 }, (_, index) => ({
      path: `schema/${index}.json`,
      content: `${index}\n`,
    }));
    expect((await applyFileChanges(root, changes)).created).toHaveLength(1000);
    expect((await compareFileChanges(root, changes)).unchanged).toHaveLength(1000);
    expect(readdirSync(join(root, 'schema'))).toHaveLength(1000);
  });
});

describe('what is refused', () => {
  test.each(['../out.ts', '/etc/out.ts', 'a/../../out.ts', 'a\\..\\out.ts', 'C:/out.ts', '', 'a//b', './a'])(
    'the path %j',
    async (path) => {
      await expect(applyFileChanges(root, [rows, { path, content: 'x' }])).rejects.toMatchObject({
        failures: [{ code: 'file-unwritable', location: { file: path } }],
      });
      expect(existsSync(join(root, rows.path))).toBe(false);
    },
  );

  test('a folder, a file and a missing folder behind links that leave the root', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'rowpact-outside-'));
    writeFileSync(join(outside, 'file.ts'), 'precious');
    symlinkSync(outside, join(root, 'folder'));
    symlinkSync(join(outside, 'file.ts'), join(root, 'file.ts'));
    symlinkSync(join(outside, 'missing'), join(root, 'missing'));
    const paths = ['file.ts', 'folder/deep/new.ts', 'folder/file.ts', 'missing', 'missing/new.ts'];
    const changes = paths.map((path) => ({ path, content: 'x' }));
    await expect(applyFileChanges(root, changes)).rejects.toMatchObject({
      failures: paths.map((path) => ({ location: { file: path } })),
    });
    await expect(applyFileChanges(root, [{ path: 'folder/file.ts', content: null }])).rejects.toThrow(
      'leaves its folder',
    );
    expect(readdirSync(outside)).toEqual(['file.ts']);
    expect(readFileSync(join(outside, 'file.ts'), 'utf8')).toBe('precious');
    rmSync(outside, { recursive: true });
  });

  test('a folder where a file should be, and a file where a folder should be', async () => {
    mkdirSync(join(root, 'apps/westside/database.gen.ts'), { recursive: true });
    put('teams', 'a file');
    await expect(applyFileChanges(root, [rows, { path: 'teams/rows.ts', content: 'x' }])).rejects.toMatchObject({
      failures: [
        { code: 'file-unwritable', message: `Could not write ${rows.path}: EISDIR: illegal operation on a directory` },
        { code: 'file-unwritable', message: 'Could not write teams/rows.ts: ENOTDIR: not a directory' },
      ],
    });
  });

  test('two changes of one file, which is a bug of the caller', async () => {
    await expect(applyFileChanges(root, [rows, rows])).rejects.toThrow(TypeError);
  });

  test('a folder whose place a file has taken', async () => {
    writeFileSync(join(root, 'apps'), 'a file');
    await expect(applyFileChanges(root, [rows])).rejects.toMatchObject({
      failures: [{ code: 'file-unwritable', location: { file: rows.path } }],
    });
  });
});

describe('a change that names its folder', () => {
  const outside: BoundedChange = { path: '../coach/src/rows.ts', content: 'x', within: '../coach' };

  test('goes there, beside the root too', async () => {
    const league = join(root, 'league');
    mkdirSync(league);
    expect((await applyFileChanges(league, [outside])).created).toEqual([outside.path]);
    expect(readFileSync(join(root, 'coach/src/rows.ts'), 'utf8')).toBe('x');
    await applyFileChanges(league, [{ ...outside, content: null }]);
    expect(existsSync(join(root, 'coach/src/rows.ts'))).toBe(false);
  });

  test.each(['../coach/../other.ts', '../coaching/rows.ts', '../coach', 'rows.ts', '../rows.ts'])(
    'and not to %j',
    async (path) => {
      await expect(applyFileChanges(root, [{ ...outside, path }])).rejects.toMatchObject({
        failures: [{ code: 'file-unwritable' }],
      });
    },
  );

  test('and not out of it over a link', async () => {
    put('coach/keep.md', '');
    mkdirSync(join(root, 'league'));
    symlinkSync(join(root, 'league'), join(root, 'coach/src'));
    await expect(applyFileChanges(join(root, 'league'), [outside])).rejects.toThrow('leaves its folder');
  });
});

describe('links inside the root', () => {
  test('are written through and stay links', async () => {
    const real = put('shared/rows.ts', 'old');
    mkdirSync(join(root, 'apps'));
    symlinkSync(real, join(root, 'apps/rows.ts'));
    await applyFileChanges(root, [{ path: 'apps/rows.ts', content: 'new' }]);
    expect(readFileSync(real, 'utf8')).toBe('new');
    await applyFileChanges(root, [{ path: 'apps/rows.ts', content: null }]);
    expect([existsSync(real), existsSync(join(root, 'apps'))]).toEqual([true, false]);
  });
});
