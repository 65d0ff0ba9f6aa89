import { join } from 'node:path';
import { DEFAULT_SCAN, type ScanSettings } from '@rowpact/model';
import { describe, expect, test } from 'vitest';
import { consumerFolder } from '../testing/consumer-folder.js';
import { listFiles } from './list-files.js';

const list = (folder: string, settings: Partial<ScanSettings> = {}) =>
  listFiles(folder, { ...DEFAULT_SCAN, ...settings });
const tree = (...paths: readonly string[]) => consumerFolder(Object.fromEntries(paths.map((path) => [path, ''])));

test('every kind that can hold SQL, by code unit', () => {
  const kinds = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'svelte', 'vue', 'astro', 'sql'];
  const folder = tree(...kinds.map((kind) => `src/roster.${kind}`), 'src/Z.ts', 'src/é.ts', 'README.md', 'src/a.json');
  expect(list(folder).files).toEqual([...kinds.map((kind) => `src/roster.${kind}`), 'src/Z.ts', 'src/é.ts'].sort());
});

test('no declarations and nothing minified', () => {
  const folder = tree(
    'a.d.ts',
    'b.d.mts',
    'c.d.svelte.ts',
    'd.min.js',
    'e-min.js',
    'score.svelte.ts',
    'd.ts',
    'admin.js',
  );
  expect(list(folder).files).toEqual(['admin.js', 'd.ts', 'score.svelte.ts']);
});

describe('what git ignores', () => {
  test('by files on every level, from the repository’s root', () => {
    const root = consumerFolder({
      '.git/HEAD': 'ref: refs/heads/main',
      '.git/info/exclude': 'private\n',
      '.gitignore': 'generated/\n*.gen.ts\n/apps/westside/top.ts\n',
      'apps/westside/.gitignore': '!kept.gen.ts\n/local.ts\n',
      'apps/westside/src/.gitignore': '*.sql\n!/one.sql\n',
      ...Object.fromEntries(
        [
          ...['a.ts', 'a.gen.ts', 'kept.gen.ts', 'local.ts', 'top.ts', 'generated/b.ts', 'private/c.ts'],
          ...[
            'src/local.ts',
            'src/one.sql',
            'src/two.sql',
            'src/deep/one.sql',
            'src/deep/kept.gen.ts',
            'Generated/d.ts',
          ],
        ].map((path) => [`apps/westside/${path}`, '']),
      ),
    });
    expect(list(join(root, 'apps/westside')).files).toEqual([
      'Generated/d.ts',
      'a.ts',
      'kept.gen.ts',
      'src/deep/kept.gen.ts',
      'src/local.ts',
      'src/one.sql',
    ]);
  });

  test('but not where `include` leads', () => {
    const folder = consumerFolder({
      '.git/HEAD': '',
      '.gitignore': 'generated/\n',
      'generated/a.ts': '',
      'generated/deep/b.ts': '',
      'src/c.ts': '',
    });
    expect(list(folder, { include: ['generated/**/*.ts', 'src'] }).files).toEqual([
      'generated/a.ts',
      'generated/deep/b.ts',
      'src/c.ts',
    ]);
    expect(list(folder, { include: ['**/*.ts'] }).files).toEqual(['src/c.ts']);
  });

  test('in a worktree or submodule, where .git is a file', () => {
    const folder = consumerFolder({ '.git': 'gitdir: elsewhere', '.gitignore': 'a.ts', 'a.ts': '', 'src/b.ts': '' });
    expect(list(join(folder, 'src')).files).toEqual(['b.ts']);
    expect(list(folder).files).toEqual(['src/b.ts']);
  });
});

describe('what others wrote or a tool built', () => {
  const folders = ['node_modules/pg', 'src/node_modules/x', '.svelte-kit/generated', '.next/server', '.git/hooks'];

  test('is not listed, though nothing ignores it', () => {
    const folder = tree(
      'package.json',
      'dist/a.ts',
      'build/b.js',
      'coverage/c.js',
      ...folders.map((at) => `${at}/d.js`),
    );
    expect(list(folder).files).toEqual([]);
  });

  test('unless `include` names it; the insides of .git never', () => {
    const folder = tree('package.json', 'dist/a.ts', 'packages/db/package.json', 'packages/db/build/b.ts', '.git/c.ts');
    expect(list(folder, { include: ['dist/**', 'packages/*/build/*.ts', '.git/**'] }).files).toEqual([
      'dist/a.ts',
      'packages/db/build/b.ts',
    ]);
  });

  test('a route called build is a route', () => {
    const folder = tree('package.json', 'src/routes/build/+page.server.ts', 'src/out/a.ts');
    expect(list(folder).files).toEqual(['src/out/a.ts', 'src/routes/build/+page.server.ts']);
  });
});

describe('tests', () => {
  const paths = [
    ...['a.test.ts', 'b.spec.tsx', '__tests__/c.ts', 'test/d.ts', 'tests/e.sql', 'e2e/f.ts', 'cypress/g.js'],
    ...['__mocks__/h.ts', 'A.stories.svelte'],
  ];
  const others = [
    'src/contest.ts',
    'src/latest/i.ts',
    'src/routes/test/+page.server.ts',
    'app/tests/page.tsx',
    'test.ts',
  ];

  test('are left out, and counted', () => {
    const { files, notes } = list(tree(...paths, ...others));
    expect(files).toEqual([...others].sort());
    expect(notes).toEqual(['9 files are not searched as tests (`scan.tests: true` looks into them)']);
  });

  test('are listed where the settings say so, or name them', () => {
    expect(list(tree(...paths), { tests: true }).files).toHaveLength(9);
    expect(list(tree(...paths), { include: ['test/**', 'a.test.ts'] }).files).toEqual(['a.test.ts', 'test/d.ts']);
  });
});

describe('include and exclude', () => {
  const paths = ['src/a.ts', 'src/deep/b.ts', 'lib/c.ts', 'src/routes/[token]/+server.ts', 'src/d.sql'];

  test.each([
    ['a folder', { include: ['src/deep'] }, ['src/deep/b.ts']],
    ['a folder with a slash', { include: ['./src/deep/'] }, ['src/deep/b.ts']],
    ['a glob of one level', { include: ['src/*'] }, ['src/a.ts', 'src/d.sql']],
    [
      'a name that reads as a pattern',
      { include: ['src/routes/[token]/+server.ts'] },
      ['src/routes/[token]/+server.ts'],
    ],
    ['a kind', { include: ['**/*.sql'] }, ['src/d.sql']],
    ['everything', { include: ['.'] }, [...paths].sort()],
    ['all but a folder', { exclude: ['src'] }, ['lib/c.ts']],
    ['all but one level', { exclude: ['src/*'] }, ['lib/c.ts', 'src/deep/b.ts', 'src/routes/[token]/+server.ts']],
    [
      'both',
      { include: ['src/**'], exclude: ['**/deep/**', '**/*.sql'] },
      ['src/a.ts', 'src/routes/[token]/+server.ts'],
    ],
  ])('%s', (_, settings, expected) => {
    expect(list(tree(...paths), settings).files).toEqual(expected);
  });

  test('a glob that matches nothing is told', () => {
    expect(list(tree('a.ts'), { include: ['a.ts', 'src/**'] }).notes).toEqual([
      '`scan.include` has `src/**`, which matches no file',
    ]);
  });
});

test('.sql files that set a database up by their path, unless `include` asks for them', () => {
  const setup = [
    'db/migrations/1_teams.sql',
    'schema.sql',
    'seed.sql',
    'sql/V1__teams.sql',
    'x.up.sql',
    'test-data.sql',
  ];
  const folder = tree(...setup, 'queries/schema_report.sql', 'src/players.sql');
  expect([...list(folder).setup]).toEqual(
    [
      ['db/migrations/1_teams.sql', 'migrations'],
      ['schema.sql', 'schema'],
      ['seed.sql', 'seeds'],
      ['sql/V1__teams.sql', 'migrations'],
      ['test-data.sql', 'seeds'],
      ['x.up.sql', 'migrations'],
    ].sort((left, right) => (String(left[0]) < String(right[0]) ? -1 : 1)),
  );
  expect([...list(folder, { include: ['seed.sql', 'db'] }).setup.keys()]).toEqual([]);
});
