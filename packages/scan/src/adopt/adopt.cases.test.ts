import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { consumerFolder } from '../testing/consumer-folder.js';
import { planAdoption } from './plan-adoption.js';
import {
  asWritten,
  type CaseSettings,
  describeAdoption,
  generatedFile,
  inputOf,
  matchesIn,
  readFolder,
} from './testing/adoption-case.js';
import { ROW_NAMES } from './testing/league.js';
import { typeErrors } from './testing/type-errors.js';

// Each case is a folder: case.json, the consumer's files in input/, those that change in expected/, and expected.json with what is
// said of the types and what the compiler says afterwards. UPDATE_GOLDENS=1 writes what is expected.
const folder = join(import.meta.dirname, '..', 'cases', 'adopt');
const update = process.env['UPDATE_GOLDENS'] === '1';

describe.each(readdirSync(folder))('case %s', (name) => {
  const path = (...parts: readonly string[]): string => join(folder, name, ...parts);
  const settings = JSON.parse(readFileSync(path('case.json'), 'utf8')) as CaseSettings;
  const generated = { file: generatedFile(settings), names: ROW_NAMES };

  it('gives the expected files, and changes nothing when it is planned again', async () => {
    const input = inputOf(path(), settings);
    const consumer = consumerFolder(Object.fromEntries(input));
    const adoption = await planAdoption({ folder: consumer }, matchesIn(input, settings, consumer), generated);
    const result = new Map([...input, ...adoption.files.map(({ file, content }) => [file, content] as const)]);
    const compiled = {
      errorsBefore: typeErrors(input, compilerOptions(input)),
      errors: typeErrors(result, compilerOptions(input)),
    };
    const described = `${JSON.stringify({ ...(describeAdoption(adoption) as object), ...compiled }, null, 2)}\n`;
    if (update) writeExpected(path(), described, adoption.files, settings);

    const expected = new Map([...readExpected(path())].map(([file, text]) => [file, asWritten(text, settings)]));
    expect(new Map(adoption.files.map(({ file, content }) => [file, content]))).toEqual(expected);
    expect(described).toBe(readFileSync(path('expected.json'), 'utf8'));

    const again = consumerFolder(Object.fromEntries(result));
    expect((await planAdoption({ folder: again }, matchesIn(result, settings, again), generated)).files).toEqual([]);
  });
});

function compilerOptions(files: ReadonlyMap<string, string>): ts.CompilerOptions {
  const config = files.get('tsconfig.json');
  if (config === undefined || !/nodenext/i.test(config)) return {};
  return {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    verbatimModuleSyntax: true,
  };
}

function readExpected(path: string): ReadonlyMap<string, string> {
  return readdirSync(path).includes('expected') ? readFolder(join(path, 'expected')) : new Map<string, string>();
}

function writeExpected(
  path: string,
  described: string,
  files: readonly { readonly file: string; readonly content: string }[],
  { lineEnds, byteOrderMark }: CaseSettings,
): void {
  rmSync(join(path, 'expected'), { recursive: true, force: true });
  writeFileSync(join(path, 'expected.json'), described);
  for (const { file, content } of files) {
    const target = join(path, 'expected', file);
    mkdirSync(dirname(target), { recursive: true });
    const unmarked = byteOrderMark === true ? content.slice(1) : content;
    writeFileSync(target, lineEnds === 'CRLF' ? unmarked.replaceAll('\r\n', '\n') : unmarked);
  }
}
