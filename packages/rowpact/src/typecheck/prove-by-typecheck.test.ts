import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { proveByTypecheck } from './prove-by-typecheck.js';
import type { TypecheckAnswer, TypecheckQuestion } from './typecheck.js';

const PACKAGES = resolve(import.meta.dirname, '../../../../node_modules');
// Each case starts compilers: slow where others work on the same cores.
const LONG = { timeout: 300_000 };

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A workspace with this TypeScript in it. */
function workspace(files: Readonly<Record<string, string>>, typescript: string | null = 'typescript'): string {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'rowpact-consumer-'));
  folders.push(root);
  if (typescript !== null) link(root, 'node_modules/typescript', join(PACKAGES, typescript));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function link(root: string, path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
}

const BEFORE = 'export interface PlayersRow { id: number; team_id: number | null }\n';
const AFTER = 'export interface PlayersRow { id: number }\n';

async function check(
  root: string,
  source = 'api',
  module = 'src/database.gen.ts',
  beside: TypecheckQuestion['beside'] = [],
): Promise<TypecheckAnswer> {
  const world = { env: process.env, uninterrupted: <Result>(work: () => Promise<Result>): Promise<Result> => work() };
  const before = everythingBelow(root);
  const question = { consumer: 'api', root, source, module, textBefore: BEFORE, textAfter: AFTER, beside, world };
  const answer = await proveByTypecheck(question);
  expect(everythingBelow(root)).toEqual(before);
  return answer;
}

/** Whatever a check leaves behind shows in the time of a folder or a file. */
function everythingBelow(root: string): readonly string[] {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return ['.', ...paths].map((path) => `${path} ${String(statSync(join(root, path)).mtimeMs)}`);
}

function shown(answer: TypecheckAnswer): readonly string[] {
  if (answer.kind === 'failed') return [answer.failure.message];
  return answer.diagnostics.map(
    ({ location: { file, line, column }, code, word }) =>
      `${file}:${String(line)}:${String(column)} ${String(code)} ${word}`,
  );
}

const tsconfig = (compilerOptions: object, rest: object = { include: ['src'] }): string =>
  JSON.stringify({
    compilerOptions: { strict: true, types: [], lib: ['es2022'], target: 'es2022', ...compilerOptions },
    ...rest,
  });

const NODE_NEXT = { module: 'nodenext', verbatimModuleSyntax: true };
const READER =
  "import type { PlayersRow } from './database.gen.js';\nexport const team = (row: PlayersRow) => row.team_id;\n";

describe('a project that builds with tsc', LONG, () => {
  it.each(['typescript-5.4', 'typescript-5.9', 'typescript', 'typescript-7'])(
    'is checked by its own: %s',
    async (own) => {
      const writes = { composite: true, outDir: '../dist', rootDir: 'src', emitDeclarationOnly: true };
      const root = workspace(
        {
          'package.json': '{"type":"module"}',
          'tsconfig.base.json': tsconfig({ ...NODE_NEXT, tsBuildInfoFile: 'api/.cache/tsconfig.tsbuildinfo' }, {}),
          'api/tsconfig.json': JSON.stringify({
            extends: '../tsconfig.base.json',
            compilerOptions: writes,
            include: ['src'],
          }),
          'api/tsconfig.tsbuildinfo': '{}',
          'api/src/database.gen.ts': BEFORE,
          'api/src/players.ts': READER,
          'api/src/old.ts':
            "import type { PlayersRow } from './database.gen.js';\nexport const shoe = (row: PlayersRow) => row.shoe;\n",
        },
        own,
      );
      expect(shown(await check(root))).toEqual(['api/src/players.ts:2:46 2339 team_id']);
    },
  );

  it('is checked with what is generated beside its module', async () => {
    const texts = [BEFORE, AFTER].map(
      (rows) =>
        `import type { PlayersRow } from './database.gen.js';\nexport const keys: Record<keyof PlayersRow, 1> = { id: 1${rows === BEFORE ? ', team_id: 1' : ''} };\n`,
    );
    const [textBefore = '', textAfter = ''] = texts;
    const root = workspace({
      'package.json': '{"type":"module"}',
      'api/tsconfig.json': tsconfig(NODE_NEXT),
      'api/src/database.gen.ts': BEFORE,
      'api/src/database.zod.gen.ts': textBefore,
      'api/src/players.ts': `${READER}import { keys } from './database.zod.gen.js';\nexport const key = keys.team_id;\n`,
    });
    const beside = [{ module: 'src/database.zod.gen.ts', textBefore, textAfter, teaches: false }];
    expect(shown(await check(root, 'api', 'src/database.gen.ts', beside))).toEqual([
      'api/src/players.ts:2:46 2339 team_id',
      'api/src/players.ts:4:25 2339 team_id',
    ]);
  });

  it('sees modules that come and go, and says which of those that teach it does not read', async () => {
    const statement = 'export type Answer = { team_id: number };\n';
    const root = workspace({
      'package.json': '{"type":"module"}',
      'api/tsconfig.json': tsconfig(NODE_NEXT),
      'api/src/database.gen.ts': BEFORE,
      'api/src/players.ts':
        "import type { Answer } from './old.queries.js';\nexport const answer: Answer = { team_id: 1 };\n",
    });
    const gone = { module: 'src/old.queries.ts', textBefore: statement, textAfter: null, teaches: false };
    const unread = { module: 'lib/database.statements.gen.ts', textBefore: '', textAfter: '', teaches: true };
    const answer = await check(root, 'api', 'src/database.gen.ts', [gone, unread]);
    expect(shown(answer)).toEqual(['api/src/players.ts:1:29 2307 ']);
    expect(answer).toMatchObject({
      notes: ['the type-check of api does not read lib/database.statements.gen.ts, so it sees no statement'],
    });
  });

  it('is checked with its references, by their sources, also where they lie beside it', async () => {
    const referring = (...paths: readonly string[]): object => ({
      include: ['src'],
      references: paths.map((path) => ({ path })),
    });
    const built = { ...NODE_NEXT, composite: true, outDir: 'dist', rootDir: 'src' };
    const root = workspace({
      'package.json': '{"type":"module"}',
      'api/tsconfig.json': JSON.stringify({
        files: [],
        references: [{ path: './tsconfig.app.json' }, { path: '../site' }],
      }),
      'api/tsconfig.app.json': tsconfig(built, referring('../shared')),
      'api/src/database.gen.ts': BEFORE,
      'api/src/players.ts': READER,
      'site/tsconfig.json': tsconfig(built, referring('../api/tsconfig.app.json')),
      'site/src/page.ts': READER.replace('./database', '../../api/src/database'),
      'shared/tsconfig.json': tsconfig(built),
      'shared/src/name.ts': 'export const name = "Westside";\n',
    });
    expect(shown(await check(root))).toEqual([
      'api/src/players.ts:2:46 2339 team_id',
      'site/src/page.ts:2:46 2339 team_id',
    ]);
  });

  it('is found below a folder without a tsconfig, with packages that are linked to one another', async () => {
    const bundler = { module: 'esnext', moduleResolution: 'bundler' };
    const root = workspace({
      'packages/db/package.json': '{"name":"@westside/db","exports":"./src/database.gen.ts"}',
      'packages/db/tsconfig.json': tsconfig(bundler),
      'packages/db/src/database.gen.ts': BEFORE,
      'packages/site/tsconfig.json': tsconfig({ ...bundler, paths: { '$db/*': ['../db/src/*'] } }),
      'packages/site/src/linked.ts': READER.replace('./database.gen.js', '@westside/db'),
      'packages/site/src/alias.ts': READER.replace('./database.gen.js', '$db/database.gen'),
    });
    link(root, 'node_modules/@westside/db', '../../packages/db');
    expect(shown(await check(root, '.', 'packages/db/src/database.gen.ts'))).toEqual([
      'packages/site/src/alias.ts:2:46 2339 team_id',
      'packages/site/src/linked.ts:2:46 2339 team_id',
    ]);
  });

  it('reads the module where another package reads the build of it', async () => {
    const root = workspace({
      'package.json': '{"type":"module"}',
      'packages/db/package.json':
        '{"name":"@westside/db","type":"module","exports":{"types":"./dist/index.d.ts","default":"./dist/index.js"}}',
      'packages/db/tsconfig.json': tsconfig({ ...NODE_NEXT, declaration: true, outDir: 'dist', rootDir: 'src' }),
      'packages/db/src/database.gen.ts': BEFORE,
      'packages/db/src/index.ts': "export * from './database.gen.js';\n",
      'packages/db/dist/database.gen.d.ts': BEFORE,
      'packages/db/dist/index.d.ts': "export * from './database.gen.js';\n",
      'packages/site/tsconfig.json': tsconfig(NODE_NEXT),
      'packages/site/src/page.ts': READER.replace('./database.gen.js', '@westside/db'),
    });
    link(root, 'node_modules/@westside/db', '../../packages/db');
    expect(shown(await check(root, '.', 'packages/db/src/database.gen.ts'))).toEqual([
      'packages/site/src/page.ts:2:46 2339 team_id',
    ]);
  });

  it('says that nothing reads the module, since its silence then means nothing', async () => {
    const root = workspace({
      'api/tsconfig.json': tsconfig({}, { files: ['src/main.ts'] }),
      'api/src/main.ts': 'export {};\n',
      'api/src/database.gen.ts': BEFORE,
    });
    expect(await check(root)).toEqual({
      kind: 'checked',
      diagnostics: [],
      notes: [expect.stringMatching(/^the type-check of api does not read src\/database\.gen\.ts/u)],
    });
  });

  it('says which imports are not found: what comes through them has no types', async () => {
    const root = workspace({
      'api/tsconfig.json': tsconfig(NODE_NEXT),
      'api/src/main.ts': "import pg from 'pg-gone';\nimport x from './gone.js';\nexport const rows = [pg, x];\n",
      'api/src/players.ts': READER,
    });
    const answer = await check(root);
    expect(shown(answer)).toEqual(['api/src/players.ts:2:46 2339 team_id']);
    expect(answer).toMatchObject({
      notes: ["api: 2 imports are not found, so that what comes through them has no types: 'pg-gone', './gone.js'"],
    });
  });

  it('says which components nobody checks', async () => {
    const root = workspace({
      'api/tsconfig.json': tsconfig(NODE_NEXT),
      'api/src/Roster.vue': '<template>{{ row.team_id }}</template>',
      'api/src/database.gen.ts': BEFORE,
    });
    expect(await check(root)).toMatchObject({
      notes: ['api: vue-tsc is not installed, so nobody checks the types in its .vue files'],
    });
  });
});

describe('a project that cannot be checked', LONG, () => {
  const files = { 'api/tsconfig.json': tsconfig({}), 'api/src/database.gen.ts': BEFORE };

  it('fails where the module is a link to elsewhere, or is not found by who imports it', async () => {
    const root = workspace({ ...files, 'elsewhere/other.ts': BEFORE });
    link(root, 'api/lib', '../elsewhere');
    expect(shown(await check(root, 'api', 'lib/other.ts'))).toEqual([
      expect.stringContaining('reached through a link'),
    ]);
    const lost = workspace({ ...files, 'api/src/page.ts': READER.replace('./database', '$lib/database') });
    expect(shown(await check(lost))).toEqual([expect.stringContaining("Cannot find module '$lib/database.gen.js'")]);
  });

  it.each([
    ['has no TypeScript', files, null, /TypeScript is not installed/u],
    ['has no tsconfig.json', { 'api/src/database.gen.ts': BEFORE }, 'typescript', /has no tsconfig\.json/u],
    [
      'extends what is not there',
      { ...files, 'api/tsconfig.json': '{"extends":"./gone.json"}' },
      'typescript',
      /gone\.json/u,
    ],
    [
      'has an option that is none',
      { ...files, 'api/tsconfig.json': tsconfig({ target: 'es1' }) },
      'typescript',
      /target/u,
    ],
    [
      'misses the types it names',
      { ...files, 'api/tsconfig.json': tsconfig({ types: ['node'] }) },
      'typescript',
      /node/u,
    ],
    [
      'has a mistake in its syntax',
      { ...files, 'api/src/main.ts': 'const = ;\n' },
      'typescript',
      /api\/src\/main\.ts:1/u,
    ],
  ])('fails where it %s, and never passes', async (_why, own, typescript, reason) => {
    const answer = await check(workspace(own, typescript));
    expect(answer).toMatchObject({
      kind: 'failed',
      failure: { code: 'typecheck-failed', message: expect.stringMatching(reason) },
    });
  });
});
