import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const typeRoots = [join(dirname(createRequire(import.meta.url).resolve('@types/node/package.json')), '..')];

/**
 * Type-checks each statement on its own against a module, and answers the numbers of those that have an error, with the
 * error. A statement is one line; it can use everything the module exports, as `m`.
 */
export function typeErrors(moduleText: string, statements: readonly string[]): ReadonlyMap<number, string> {
  const folder = mkdtempSync(join(tmpdir(), 'rowpact-codegen-'));
  try {
    const prelude = `import type * as m from './module.js'; type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false; type Used = [typeof m, Same<1, 1>];`;
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'module.ts'), moduleText);
    writeFileSync(join(folder, 'checks.ts'), [prelude, ...statements].join('\n'));
    const program = ts.createProgram([join(folder, 'checks.ts')], {
      target: ts.ScriptTarget.ES2023,
      lib: ['lib.es2023.d.ts'],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      noEmit: true,
      types: moduleText.includes('Buffer') ? ['node'] : [],
      typeRoots,
    });
    return new Map(ts.getPreEmitDiagnostics(program).map(statementError));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function statementError({ file, start, messageText }: ts.Diagnostic): readonly [number, string] {
  const message = ts.flattenDiagnosticMessageText(messageText, '\n');
  if (!file?.fileName.endsWith('checks.ts') || start === undefined)
    throw new Error(`${file?.fileName ?? ''}: ${message}`);
  return [file.getLineAndCharacterOfPosition(start).line - 1, message];
}
