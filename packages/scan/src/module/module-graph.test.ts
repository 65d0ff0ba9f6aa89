import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { consumerFolder, writeInto } from '../testing/consumer-folder.js';
import { type FollowedModule, openModuleGraph } from './module-graph.js';
import { firstSyntaxError } from './parse-module.js';
import type { SourceModule } from './source-module.js';

const POOL = 'export const pool = 1;\n';

/** Opens `from` and follows one import of it. */
function follow(folder: string, from: string, specifier: string) {
  const graph = openModuleGraph({ folder });
  const module = graph.open(from) as SourceModule;
  const target = graph.resolve(module, specifier);
  const lookups = graph.followed().find(({ path }) => path === module.path) as FollowedModule;
  return {
    file: target?.file ?? null,
    notes: [...lookups.notes],
    lookups: new Map([...lookups.paths].map(([path, what]) => [path.replace(`${folder}/`, ''), what])),
  };
}

describe('an import leads to the source', () => {
  test.each([
    ['by its own name', './db.ts', 'src/db.ts'],
    ['without an extension', './db', 'src/db.ts'],
    ['with the extension of what is built', './db.js', 'src/db.ts'],
    ['of a folder', './queries', 'src/queries/index.ts'],
    ['in JavaScript, beside its declarations', './legacy.js', 'src/legacy.js'],
    ['of a Svelte component', './Roster.svelte', 'src/Roster.svelte'],
    ['of a Svelte module', './score.svelte', 'src/score.svelte.ts'],
    ['outside of the consumer', '../../shared/sql', '../shared/sql.ts'],
    ['that is a package', 'pg', null],
    ['that Node brings', 'node:fs', null],
    ['that is not there', './gone', null],
    ['that is no module', './players.json', null],
  ])('%s', (_, specifier, expected) => {
    const root = consumerFolder({
      'app/src/page.ts': '',
      'app/src/db.ts': POOL,
      'app/src/queries/index.ts': POOL,
      'app/src/legacy.js': POOL,
      'app/src/legacy.d.ts': 'export declare const pool: number;',
      'app/src/Roster.svelte': '<script>export const a = 1;</script>',
      'app/src/score.svelte.ts': POOL,
      'app/src/players.json': '[]',
      'shared/sql.ts': POOL,
      'app/node_modules/pg/package.json': '{"name":"pg","main":"lib/index.js"}',
      'app/node_modules/pg/lib/index.js': '',
    });
    expect(follow(join(root, 'app'), 'src/page.ts', specifier).file).toBe(expected);
  });
});

test('paths of the nearest tsconfig, with what it extends', () => {
  const folder = consumerFolder({
    'tsconfig.base.json': '{ "compilerOptions": { "paths": { "@db/*": ["./server/db/*"] } } }',
    'tsconfig.json': '{ // the league\n "extends": "./tsconfig.base.json", }',
    'src/page.ts': '',
    'server/db/pool.ts': POOL,
  });
  const { file, notes, lookups } = follow(folder, 'src/page.ts', '@db/pool');
  expect(file).toBe('server/db/pool.ts');
  expect(notes).toEqual([]);
  expect(lookups.get('tsconfig.base.json')).toBe('content');
  expect(lookups.get('src/tsconfig.json')).toBe('presence');
});

test('paths and baseUrl of a tsconfig that only refers to others', () => {
  const folder = consumerFolder({
    'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./gone" }] }',
    'tsconfig.app.json':
      '{ "compilerOptions": { "composite": true, "baseUrl": "src" }, "references": [{ "path": "./tsconfig.json" }] }',
    'src/page.ts': '',
    'src/db/pool.ts': POOL,
  });
  expect(follow(folder, 'src/page.ts', 'db/pool').file).toBe('src/db/pool.ts');
});

test('the imports field of package.json, which names what is built', () => {
  const folder = consumerFolder({
    'package.json': '{ "name": "westside", "type": "module", "imports": { "#db/*": "./dist/db/*.js" } }',
    'src/page.ts': '',
    'src/db/pool.ts': POOL,
  });
  expect(follow(folder, 'src/page.ts', '#db/pool').file).toBe('src/db/pool.ts');
});

describe('a package of the workspace', () => {
  const manifest = JSON.stringify({
    name: '@league/db',
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' }, './queries': './dist/queries.js' },
  });
  const files = {
    'apps/westside/src/page.ts': '',
    'packages/db/package.json': manifest,
    'packages/db/src/index.ts': POOL,
    'packages/db/src/queries.ts': POOL,
  };

  test.each(['package.json', 'pnpm-workspace.yaml'])('named by %s, where nothing is installed or built', (name) => {
    const content = name.endsWith('.yaml')
      ? 'packages:\n  # all\n  - "apps/*"\n  - packages/*   # the rest\ncatalog:\n  pg: 8\n'
      : '{ "workspaces": ["apps/*", "packages/*"] }';
    const root = consumerFolder({ ...files, [name]: content });
    const folder = join(root, 'apps/westside');
    expect(follow(folder, 'src/page.ts', '@league/db').file).toBe('../../packages/db/src/index.ts');
    expect(follow(folder, 'src/page.ts', '@league/db/queries').file).toBe('../../packages/db/src/queries.ts');
    expect(follow(folder, 'src/page.ts', '@league/gone').file).toBeNull();
  });

  test('linked and built', () => {
    const root = consumerFolder({ ...files, 'packages/db/dist/index.js': '', 'packages/db/dist/index.d.ts': '' });
    mkdirSync(join(root, 'node_modules/@league'), { recursive: true });
    symlinkSync(join(root, 'packages/db'), join(root, 'node_modules/@league/db'));
    const folder = join(root, 'apps/westside');
    expect(follow(folder, 'src/page.ts', '@league/db').file).toBe('../../packages/db/src/index.ts');
  });
});

describe('what frameworks call other folders', () => {
  test('$lib before SvelteKit has written its tsconfig, without a note', () => {
    const folder = consumerFolder({
      'tsconfig.json': '{ "extends": "./.svelte-kit/tsconfig.json" }',
      'svelte.config.js': "export default { kit: { alias: { $sql: 'src/sql', '$sql/*': 'src/sql/*' } } };",
      'src/routes/+page.server.ts': '',
      'src/lib/server/db.ts': POOL,
      'src/sql/players.ts': POOL,
    });
    const { file, notes } = follow(folder, 'src/routes/+page.server.ts', '$lib/server/db');
    expect(file).toBe('src/lib/server/db.ts');
    expect(notes).toEqual([]);
    expect(follow(folder, 'src/routes/+page.server.ts', '$sql/players').file).toBe('src/sql/players.ts');
  });

  test.each([
    [
      'svelte.config.js',
      "export default { kit: { files: { lib: 'source/library' } } };",
      '$lib/pool',
      'source/library/pool.ts',
    ],
    [
      'vite.config.ts',
      "export default defineConfig({ resolve: { alias: { '@': path.resolve(__dirname, './src') } } });",
      '@/pool',
      'src/pool.ts',
    ],
    [
      'vite.config.js',
      "export default { resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } } };",
      '@/pool',
      'src/pool.ts',
    ],
    ['vite.config.mts', "export default { resolve: { alias: [{ find: '@', replacement: '/src' }] } };", '@/pool', null],
    ['nuxt.config.ts', 'export default defineNuxtConfig({});', '~/src/pool', 'src/pool.ts'],
  ])('%s: %s', (config, text, specifier, expected) => {
    const folder = consumerFolder({
      [config]: text,
      'src/page.ts': '',
      'src/pool.ts': POOL,
      'source/library/pool.ts': POOL,
    });
    expect(follow(folder, 'src/page.ts', specifier).file).toBe(expected);
  });
});

test('a tsconfig that does not load is a note, and imports without it are followed', () => {
  const folder = consumerFolder({
    'tsconfig.json': '{ "extends": "./gone.json", "compilerOptions": { "paths": ',
    'src/page.ts': '',
    'src/db.ts': POOL,
  });
  const { file, notes } = follow(folder, 'src/page.ts', './db');
  expect(file).toBe('src/db.ts');
  expect(notes).toEqual(['tsconfig.json:1:58: Expression expected.']);
});

test('what a tsconfig extends and is not there', () => {
  const folder = consumerFolder({ 'tsconfig.json': '{ "extends": "./gone.json" }', 'page.ts': '', 'db.ts': POOL });
  const { file, notes, lookups } = follow(folder, 'page.ts', './db');
  expect(file).toBe('db.ts');
  expect(notes).toEqual(["tsconfig.json: Cannot read file 'gone.json'."]);
  expect(lookups.has('gone.json')).toBe(true);
});

test('what was looked for in vain, and what was followed further on', () => {
  const folder = consumerFolder({ 'page.ts': '', 'db.ts': POOL, 'env.ts': POOL });
  const graph = openModuleGraph({ folder });
  const page = graph.open('page.ts') as SourceModule;
  expect(graph.resolve(page, './later')).toBeNull();
  const db = graph.resolve(page, './db');
  graph.resolve(db as SourceModule, './env');
  const followed = new Map(graph.followed().map((module) => [module.path, module]));
  const fromPage = followed.get(page.path) as FollowedModule;
  expect(fromPage.paths.get(join(folder, 'later.ts'))).toBe('presence');
  expect(fromPage.paths.get(join(folder, 'later'))).toBe('presence');
  expect([...fromPage.targets]).toEqual([join(folder, 'db.ts')]);
  expect([...(followed.get(join(folder, 'db.ts')) as FollowedModule).targets]).toEqual([join(folder, 'env.ts')]);
  expect(graph.seen(join(folder, 'env.ts'), 'content').hash).toHaveLength(22);
  expect(graph.seen(join(folder, 'later.ts'), 'presence').hash).toBe('nothing');
});

test('one module is parsed once, whoever asks for it', () => {
  const folder = consumerFolder({ 'page.ts': '', 'db.ts': POOL, 'routes/page.ts': '' });
  const graph = openModuleGraph({ folder });
  const db = graph.resolve(graph.open('page.ts') as SourceModule, './db');
  expect(graph.resolve(graph.open('routes/page.ts') as SourceModule, '../db.js')).toBe(db);
  expect(graph.open('db.ts')).toBe(db);
});

test('syntax errors leave a tree', () => {
  const folder = consumerFolder({ 'page.ts': '\uFEFFconst a = ;\nconst b = 2;' });
  const module = openModuleGraph({ folder }).open('page.ts') as SourceModule;
  expect(module.source.statements).toHaveLength(2);
  expect(firstSyntaxError(module)).toEqual({ message: 'Expression expected.', line: 1, column: 11 });
});

test('a link to itself and a file that is not there are no modules', () => {
  const folder = consumerFolder({ 'page.ts': '' });
  symlinkSync('loop.ts', join(folder, 'loop.ts'));
  writeInto(folder, 'other.ts', '');
  expect(follow(folder, 'page.ts', './loop').file).toBeNull();
  expect(openModuleGraph({ folder }).open('gone.ts')).toMatchObject({ reason: 'it cannot be read' });
});
