import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryOut } from '../carry-out.js';
import { planGenerate } from '../generate.js';

// A case is a project with its generated modules, notes.json, and web/calls.ts, in which what follows ✗ is the error of that line;
// errors.json has those of the generated modules. UPDATE_GOLDENS=1 writes modules, notes and errors anew: read them.
const CASES = join(import.meta.dirname, 'cases');
const COMPILERS = ['typescript-5.4', 'typescript-5.9', 'typescript', 'typescript-7'];
const update = process.env['UPDATE_GOLDENS'] === '1';
const require = createRequire(import.meta.url);

const temporary = mkdtempSync(join(tmpdir(), 'rowpact-queries-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe.each(readdirSync(CASES))('%s', (name) => {
  const folder = join(CASES, name);
  const copy = join(temporary, name);
  beforeAll(() => cpSync(folder, copy, { recursive: true }));

  it('gives the expected modules and notes', async () => {
    const plan = await planGenerate({ cwd: folder, env: { ROWPACT_CACHE_DIR: join(temporary, 'cache') } });
    const changes = plan.changes.filter(({ path }) => path.startsWith('web/'));
    if (update) {
      await carryOut({ ...plan, changes });
      writeFileSync(join(folder, 'notes.json'), `${JSON.stringify(plan.notes, null, 2)}\n`);
    }
    const expected = filesBelow(join(folder, 'web')).filter((file) => /\.(?:queries|gen|statements)\.ts$/.test(file));
    expect(changes.map(({ path }) => path).sort()).toEqual(expected.map((file) => `web/${file}`));
    for (const { path, content } of changes) expect(content).toBe(readFileSync(join(folder, path), 'utf8'));
    expect(plan.notes).toEqual(JSON.parse(readFileSync(join(folder, 'notes.json'), 'utf8')));
    cpSync(folder, copy, { recursive: true });
  });

  it.each(COMPILERS)('compiles with %s but for what is wrong', async (compiler) => {
    const errors = await compile(compiler, join(copy, 'web'));
    const wanted = readFileSync(join(copy, 'web/calls.ts'), 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        const [, message] = line.split('// ✗ ');
        return message === undefined ? [] : [{ line: index + 1, message }];
      });
    const [calls, modules] = [errors.filter(isOfCalls), errors.filter((error) => !isOfCalls(error))];
    expect(calls.map(({ line, message }) => ({ line, message }))).toEqual(
      wanted.map(({ line, message }) => ({ line, message: expect.stringContaining(message) as string })),
    );
    const found = modules.map(({ file, message }) => `${file}: ${message.split('\n')[0] ?? ''}`);
    if (update) writeFileSync(join(folder, 'errors.json'), `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(JSON.parse(readFileSync(join(folder, 'errors.json'), 'utf8')));
  });
});

interface CompilerError {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

function isOfCalls({ file }: CompilerError): boolean {
  return file === 'calls.ts';
}

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((path) => path.slice(folder.length + 1)).sort();
}

async function compile(compiler: string, folder: string): Promise<readonly CompilerError[]> {
  const types = join(dirname(require.resolve('@types/node/package.json')), '..');
  const compilerOptions = {
    ...{ target: 'es2022', lib: ['es2022', 'dom'], module: 'nodenext', moduleResolution: 'nodenext', strict: true },
    ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, verbatimModuleSyntax: true },
    ...{ noUnusedLocals: true, noUnusedParameters: true, isolatedModules: true, skipLibCheck: true, noEmit: true },
    ...{ types: ['node'], typeRoots: [types], declaration: true },
    ...(compiler === 'typescript-5.4' ? {} : { isolatedDeclarations: true }),
    paths: { pg: [join(types, 'pg/index.d.ts')], postgres: [join(types, '../postgres/types/index.d.ts')] },
  };
  const files = filesBelow(folder).filter((file) => file.endsWith('.ts'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const binary = join(dirname(require.resolve(`${compiler}/package.json`)), 'bin/tsc');
  const args = [binary, '-p', folder, '--pretty', 'false'];
  const output = await promisify(execFile)(process.execPath, args, { cwd: folder }).then(
    () => '',
    (error: unknown) => (error as { readonly stdout: string }).stdout,
  );
  // Lines that go on with a message are indented.
  const errors = [...output.matchAll(/^(\S+?)\((\d+),\d+\): error (.*(?:\n .*)*)/gm)];
  return errors
    .map(([, file = '', line, message = '']) => ({ file, line: Number(line), message }))
    .sort((left, right) => left.line - right.line);
}
