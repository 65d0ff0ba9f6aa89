import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const require = createRequire(import.meta.url);
const cases = join(import.meta.dirname, 'cases');
const folders = readdirSync(cases);
const temporary = mkdtempSync(join(tmpdir(), 'rowpact-compiles-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** For every table of a case with Kysely: `Selectable` of the table is the row, and an insert and an update fit it. */
function kyselyChecks(folder: string): string {
  const text = readFileSync(join(cases, folder, 'expected.ts'), 'utf8');
  const has = (name: string): boolean => text.includes(`export interface ${name} {`);
  const bases = [...text.matchAll(/^export interface (\S+)Table \{/gm)].map(([, base = '']) => base);
  const checks = bases.flatMap((base, index) => [
    `export const row${index}: Same<k.Selectable<m.${base}Table>, m.${base}Row> = true;`,
    ...(has(`${base}Insert`)
      ? [`export const insert${index} = (x: m.${base}Insert): k.Insertable<m.${base}Table> => x;`]
      : []),
    ...(has(`${base}Update`)
      ? [`export const update${index} = (x: m.${base}Update): k.Updateable<m.${base}Table> => x;`]
      : []),
  ]);
  return [
    `import type * as k from ${JSON.stringify(require.resolve('kysely'))};`,
    `import type * as m from ${JSON.stringify(join(cases, folder, 'expected.js'))};`,
    'type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;',
    ...checks,
  ].join('\n');
}

/** The modules of schemas are a project of their own: schemas are inferred, which isolatedDeclarations does not take. */
type Part = 'rows' | 'schemas';

function isSchemas(file: string): boolean {
  return file.endsWith('.zod.ts');
}

function project(part: Part, isolatedDeclarations: boolean): string {
  const generated = folders.filter((folder) =>
    readFileSync(join(cases, folder, 'contract.json'), 'utf8').includes('"kysely": true'),
  );
  const checks = generated.map((folder) => {
    const path = join(temporary, `${folder}.checks.ts`);
    writeFileSync(path, kyselyChecks(folder));
    return path;
  });
  writeFileSync(join(temporary, 'package.json'), '{"type":"module"}');
  const files = folders.flatMap((folder) =>
    readdirSync(join(cases, folder))
      .filter((file) => file.endsWith('.ts') && isSchemas(file) === (part === 'schemas'))
      .map((file) => join(cases, folder, file)),
  );
  const config = join(temporary, `tsconfig.${part}.json`);
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022'],
    module: 'nodenext',
    moduleResolution: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    declaration: true,
    ...(isolatedDeclarations ? { isolatedDeclarations: true } : {}),
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(dirname(require.resolve('@types/node/package.json')), '..')],
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files: part === 'rows' ? [...files, ...checks] : files }));
  return config;
}

async function compile(compiler: string, part: Part, isolatedDeclarations: boolean): Promise<string> {
  const binary = join(dirname(require.resolve(`${compiler}/package.json`)), 'bin/tsc');
  expect(existsSync(binary)).toBe(true);
  const args = [binary, '-p', project(part, isolatedDeclarations), '--pretty', 'false'];
  try {
    await promisify(execFile)(process.execPath, args);
    return '';
  } catch (error) {
    // What execFile rejects with; anything else has no output and fails the test by that.
    return (error as { readonly stdout: string }).stdout;
  }
}

it.each([
  // The first knows no isolatedDeclarations.
  ['typescript-5.4', false],
  ['typescript-5.9', true],
  ['typescript', true],
  ['typescript-7', true],
] as const)(
  'every case compiles with %s (isolatedDeclarations: %s), and its tables say what its rows say',
  { timeout: 180_000 },
  async (compiler, isolatedDeclarations) => {
    expect(await compile(compiler, 'rows', isolatedDeclarations)).toBe('');
  },
);

it.each(['typescript-5.4', 'typescript-5.9', 'typescript', 'typescript-7'])(
  'every schema compiles with %s, and says what its interface says',
  { timeout: 180_000 },
  async (compiler) => {
    expect(await compile(compiler, 'schemas', false)).toBe('');
  },
);
